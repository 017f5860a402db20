using Swictation.Stt.Transform.Corrections;

namespace Swictation.Stt.Transform.Tests.Corrections;

public sealed class DoubleMetaphoneTests
{
    // Words that the rules were made for, and names of software. Primary and, where it differs, alternate code; in agreement with the npm package
    // double-metaphone 2.0.1, an independent implementation.
    private const string Reference =
        """
        xavier SF/SFR, knight NT, gnome NM, pneumonia NMN, wrack RK, caesar SSR, chianti KNT, michael MKL/MXL, chemistry KMSTR,
        chorus KRS, character KRKTR, charisma KRSM, chymera KMR, chiang KNK, chore XR, architect ARKTKT, arch ARX/ARK,
        orchestra ARKSTR, orchid ARKT, wachtler AKTLR/FKTLR, wechsler AKSLR/FKSLR, tichner TXNR/TKNR, bacher PKR, macher MKR,
        mchugh MK, czerny SRN/XRN, focaccia FKX, bellocchio PLX, bacchus PKS, accident AKSTNT, accede AKST, succeed SKST, success SKSS,
        bacci PX, bertucci PRTX, edge AJ, edgar ATKR, ghislane JLN, ghiradelli JRTL, hugh H, bough P, broughton PRTN, laugh LF,
        mclaughlin MKLFLN, cough KF, gough KF, rough RF, tough TF, cagney KKN, tagliaro TKLR/TLR, danger TNJR/TNKR, ranger RNJR/RNKR,
        manger MNJR/MNKR, biaggi PJ/PK, biaggio PJ/PK, target TRKT, rogier RJ/RJR, hochmeier HKMR, jose HS, jankelowicz JNKLTS/ANKLFX,
        yankelovich ANKLFX/ANKLFK, bajador PJTR/PHTR, cabrillo KPRL/KPR, gallegos KLKS/KKS, dumb TM, thumb 0M/TM, plumber PLMR,
        campbell KMPL, raspberry RSPR, island ALNT, isle AL, carlisle KRLL, carlysle KRLL, sugar XKR/SKR, smith SM0/XMT,
        schmidt XMT/SMT, snider SNTR/XNTR, schneider XNTR/SNTR, schlesinger XLSNKR/SLSNJR, school SKL, schooner SKNR,
        schermerhorn XRMRRN/SKRMRRN, schenker XNKR/SKNKR, resnais RSN/RSNS, artois ART/ARTS, thomas TMS, thames TMS, matthew M0/MTF,
        wasserman ASRMN/FSRMN, vasserman FSRMN, uomo AM, womo AM/FM, arnow ARN/ARNF, arnoff ARNF, filipowicz FLPTS/FLPFX,
        horowitz HRTS/HRFX, breaux PR, zhao J, pizza PS/PTS, mozart MSRT, heimsheim HMSM, holmes HLMS, thompson TMPSN,
        catherine K0RN/KTRN, katherine K0RN/KTRN, kathryn K0RN/KTRN, stephen STFN, steven STFN, philip FLP, fillip FLP,
        jackson JKSN/AKSN, jaxson JKSSN/AKSSN, nelson NLSN, neilson NLSN, robert RPRT, rupert RPRT, geoffrey JFR/KFR, jeffrey JFR/AFR,
        peters PTRS, peterson PTRSN, aubrey APR, allricht ALRKT, wright RT, rite RT, right RT, night NT, nation NXN, initial ANXL,
        station STXN, ocean ASN, luigi LJ/LK, gerald KRLT/JRLT,
        george JRJ/KRK, gypsy KPS/JPS, gym KM/JM, magnify MNF/MKNF, sign SN/SKN, signature SNTR/SKNTR, reign RN/RKN, foreign FRN/FRKN,
        agnes AKNS/ANS, agnew AKN/AKNF, ghost KST, aghast AKST, through 0R/TR, though 0/T, thorough 0RF/TRF, hiccough HKF, haugh H,
        loch LK, lochs LKS, bach PK, bachs PKS, chasm XSM, chthonic K0NK/KTNK, szczecin SSSN/XXSN, szabo SP/XP, wladyslaw LTL/LTLF,
        zwick SK, pizzicato PSKT/PTSKT, tsunami TSNM, tzar TSR, czar SR/XR, quebec KPK, quick KK, acquire AKR, wrath R0/RT, wrist RST,
        who A, whole AL, what AT, way A/F, yellow AL/ALF, young ANK, kubernetes KPRNTS, postgresql PSTKRSKL, nginx NJNKS/NKNKS,
        ansible ANSPL, terraform TRFRM, jenkins JNKNS/ANKNS, grafana KRFN, prometheus PRM0S/PRMTS, elasticsearch ALSTKSRX/ALSTKSRK,
        dictation TKTXN, dictaphone TKTFN
        """;

    [Fact]
    public void Words_have_the_codes_of_the_published_algorithm()
    {
        string[] expected = Reference.Replace('\n', ' ').Split(',', StringSplitOptions.TrimEntries);
        Assert.InRange(expected.Length, 175, 200);
        Assert.Equal(expected, expected.Select(static pair => pair[..pair.IndexOf(' ', StringComparison.Ordinal)]).Select(static word => $"{word} {Codes(word)}"));
    }

    [Theory]
    [InlineData("McClellan", "MKLLN")] // a double C after M is one sound
    [InlineData("psychology", "SXLJ/SKLK")]
    [InlineData("social", "SSL/SXL")] // Italian or English
    [InlineData("swictation", "SKTXN/XKTXN")]
    [InlineData("Façade", "FST")]
    [InlineData("España", "ASPN")]
    [InlineData("Łukasz", "LKS/LKX")]
    [InlineData("o'clock", "AKLK")]
    [InlineData("", "")]
    [InlineData("eee", "A")]
    [InlineData("hhh", "")]
    public void Other_words_follow_the_rules(string word, string expected) => Assert.Equal(expected, Codes(word));

    [Theory]
    [InlineData("smith", "schmidt")]
    [InlineData("Stephen", "Steven")]
    [InlineData("Catherine", "Kathryn")]
    [InlineData("kubernetes", "cooper netties")]
    [InlineData("Wasserman", "Vasserman")]
    public void Words_that_sound_alike_share_a_code(string left, string right) => Assert.Equal(1f, PhoneticCodes.Similarity(Encode(left), Encode(right)));

    [Fact]
    public void Letters_are_folded_and_other_scripts_have_no_sound()
    {
        Span<char> letters = stackalloc char[8];
        Assert.Equal("STRASE", new string(letters[..LetterFolding.ToLetters("Straße", letters)]));
        Assert.Equal("ZAZOL", new string(letters[..LetterFolding.ToLetters("zażół", letters)]));
        Assert.Equal(3, LetterFolding.ToLetters("a-b'c", letters));
        Assert.Equal(-1, LetterFolding.ToLetters("gpt4", letters));
        Assert.Equal(-1, LetterFolding.ToLetters("привет", letters));
        Assert.Equal(-1, LetterFolding.ToLetters("nine letters", letters));
        Assert.Equal(-1, LetterFolding.ToLetters("\ud83d\ude00", letters));
    }

    [Fact]
    public void A_code_keeps_sixteen_sounds_and_can_lose_any()
    {
        PhoneticCode code = Encode("kalamazanadafalapatasakalamanaraba").Primary;
        string text = code.ToString();
        Assert.Equal(PhoneticCode.MaxLength, text.Length);
        Assert.Equal(PhoneticCode.MaxLength, code.Length);
        for (int i = 0; i < text.Length; i++)
            Assert.Equal(text.Remove(i, 1), code.Without(i).ToString());
    }

    private static string Codes(string word)
    {
        PhoneticCodes codes = Encode(word);
        return codes.HasAlternate ? $"{codes.Primary}/{codes.Alternate}" : codes.Primary.ToString();
    }

    private static PhoneticCodes Encode(string word)
    {
        Span<char> letters = stackalloc char[64];
        return DoubleMetaphone.Encode(letters[..LetterFolding.ToLetters(word, letters)]);
    }
}
