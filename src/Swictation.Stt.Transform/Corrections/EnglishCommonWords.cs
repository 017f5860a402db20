namespace Swictation.Stt.Transform.Corrections;

/// <summary>English words that are said so often that resembling an entry proves nothing.</summary>
internal static class EnglishCommonWords
{
    private const string Words =
        """
        a able about above accept according account across act action active activity actually add address after afternoon again against age ago agree ahead air
        all allow almost alone along already also although always am among amount an and anger animal another answer any anybody anyone anything anyway apart
        appear apple apply are area aren't arm around arrive art article as ask asleep at attention august author available away baby back bad bag ball bank bar base
        basic be bear beat beautiful became because become bed been before began begin behind being believe below best better between beyond big bill bird bit
        black block blood blue board boat body book born both bottom box boy branch bread break bridge bright bring broke broken brother brought brown bug
        build building built business busy but buy by call called came can can't cannot capital car card care careful carry case catch caught cause center
        central certain chair chance change chapter character charge check child children choice choose church circle city claim class clean clear close clothes
        cloud coat code cold collect college color come comes coming comma command common company compare complete computer concern condition consider contact
        contain continue control cook cool copy corner correct cost could couldn't count country couple course court cover create cross cry cup current cut daily
        dance dark data date daughter day days dead deal dear death december decide deep degree delete demand describe design detail develop did didn't die
        difference different difficult dinner direct direction discover discuss do doctor does doesn't dog doing dollar don't done door double doubt down draw dream
        dress drink drive drop dry due during each ear early earth ease east easy eat edge effect effort egg eight eighteen eighty either electric eleven else
        email empty end energy engine enjoy enough enter entire equal error especially even evening event ever every everybody everyone everything evidence exact
        example except exercise exist expect experience explain express eye face fact fail fall family famous far farm fast father favor favorite fear february
        feel feet fell felt few field fifteen fifty fight figure file fill film final finally find fine finger finish fire firm first fish fit five fix flat floor
        flow flower fly follow food foot for force foreign forget form former forty forward found four fourteen fourth free fresh friday friend from front
        full fully function future game garden gave general get getting gift girl give given glad glass go god goes going gold gone good got government
        great green grew ground group grow growth guess had hadn't hair half hand happen happy hard has hasn't hat have haven't having he he'd he'll he's head health
        hear heard heart heat heavy held hello help her here hers herself hi high hill him himself his history hit hold hole home hope horse hospital hot
        hotel hour hours house how however huge human hundred hurt husband i i'd i'll i'm i've ice idea if image imagine important in include increase
        indeed industry information inside instead interest into is island isn't issue it it'd it'll it's item its itself january job join july june just keep
        kept key kid kill kind kitchen knew know known lady land language large last late later laugh law lay lead learn least leave left leg length less
        let let's letter level lie life light like likely line list listen little live local long longer look lord lose loss lost lot loud love low lunch
        machine made mail main major make making man manage many map march mark market matter may maybe me mean means meant measure meet meeting member
        memory men mention message met method middle might mile milk million mind mine minute minutes miss mistake model modern moment monday money month months
        moon more morning most mother mountain mouth move movement movie much music must my myself name nation national nature near nearly necessary neck need
        never new news next nice night nine nineteen ninety no nobody none nor normal north nose not note nothing notice november now number object october of
        off offer office often oh oil okay old on once one only open operate opinion option or orange order other others our out outside over own page
        paid pain paint pair paper paragraph parent park part particular party pass past path pay peace people per perfect perhaps period person phone photo
        phrase pick picture piece place plain plan plane plant play please plus point police policy poor position possible post power practice prepare present
        president press pretty price print private probably problem process produce product program project promise proper property protect prove provide public
        pull purpose push put quality question quick quickly quiet quite quote race radio rain raise ran rate rather reach read ready real really reason
        receive recent record red reduce region relate release remain remember remove repeat reply report require rest result return rich ride right ring rise
        river road rock role room round row rule run safe said sale salt same sand sat saturday save saw say says scale school science score sea
        search season seat second section see seem seen sell send sense sent sentence separate september series serious serve service set settle seven seventeen
        seventy several shall shape share she she'd she'll she's ship shirt shoe shop short should shouldn't shoulder show shown sick side sign silence silver
        similar simple simply since sing single sir sister sit site situation six sixteen sixty size skin sky sleep slow slowly small smile snow so social
        society soft software sold some somebody someone something sometimes somewhere son song soon sort sound south space speak special speech speed spell spend
        spoke spring square stage stand standard star start state station stay step still stock stone stood stop store story strange street strong student
        study stuff style subject success such sudden suddenly summer sun sunday support suppose sure surface surprise system table take taken talk tall task
        tax teach teacher team tell ten term test text than thank thanks that that's the their theirs them themselves then there there's therefore these
        they they'd they'll they're they've thick thin thing things think third thirteen thirty this those though thought thousand three through throw thursday
        thus time times tiny tired title to today together told tomorrow tonight too took top total touch toward town track trade train travel tree trial trip
        trouble true trust truth try tuesday turn twelve twenty twice two type under understand union unit united university unless until up upon us use used
        useful user usual usually value various version very view visit voice wait walk wall want war warm was wash wasn't watch water way ways we we'd we'll
        we're we've wear weather wednesday week weekend weight welcome well went were weren't west what what's whatever when where whether which while white who
        who's whole whom whose why wide wife wild will win wind window winter wish with within without woman women won won't wonder wood word words work
        worked working works world worry worse worst worth would wouldn't write writing written wrong wrote yard yeah year years yellow yes yesterday yet you
        you'd you'll you're you've young your yours yourself zero
        """;

    private static readonly HashSet<string> Set = new(Words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets the words, in lower case.</summary>
    public static IReadOnlyCollection<string> All => Set;

    /// <summary>Tells whether a word is one of them, in any case; allocates nothing.</summary>
    public static bool Contains(ReadOnlySpan<char> word) => Set.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);
}
