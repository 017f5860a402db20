namespace Swictation.Stt.Transform.Corrections;

/// <summary>C, G and S, whose sound depends on the language that a word is from. Each method returns how many letters it has read.</summary>
internal ref partial struct DoubleMetaphone
{
    private int C(int current)
    {
        // Germanic: "Bacher", "Macher"
        if (current > 1 && !IsVowel(current - 2) && Matches(current - 1, "ACH")
            && At(current + 2) != 'I' && (At(current + 2) != 'E' || Matches(current - 2, "BACHER") || Matches(current - 2, "MACHER")))
        {
            Add('K');
            return 2;
        }

        if (current == 0 && Matches(current, "CAESAR"))
        {
            Add('S');
            return 2;
        }

        if (Matches(current, "CHIA")) // Italian: "chianti"
        {
            Add('K');
            return 2;
        }

        if (At(current + 1) == 'H')
        {
            Ch(current);
            return 2;
        }

        if (At(current + 1) == 'Z' && !Matches(current - 2, "WICZ")) // "Czerny"
        {
            Add('S', 'X');
            return 2;
        }

        if (Matches(current + 1, "CIA")) // "focaccia"
        {
            Add('X');
            return 3;
        }

        if (At(current + 1) == 'C' && !(current == 1 && At(0) == 'M')) // not "McClellan"
            return Cc(current);

        if (At(current + 1) is 'K' or 'G' or 'Q')
        {
            Add('K');
            return 2;
        }

        if (At(current + 1) is 'I' or 'E' or 'Y')
        {
            // Italian or English
            Add('S', Matches(current, "CIO") || Matches(current, "CIE") || Matches(current, "CIA") ? 'X' : 'S');
            return 2;
        }

        Add('K');
        if (Matches(current + 1, " C") || Matches(current + 1, " Q") || Matches(current + 1, " G")) // "Mac Caffrey", "Mac Gregor"
            return 3;
        return At(current + 1) is 'C' or 'K' or 'Q' && !Matches(current + 1, "CE") && !Matches(current + 1, "CI") ? 2 : 1;
    }

    private void Ch(int current)
    {
        if (current > 0 && Matches(current, "CHAE")) // "Michael"
        {
            Add('K', 'X');
            return;
        }

        bool isGreek = current == 0 // "chemistry", "chorus"
            && (Matches(1, "HARAC") || Matches(1, "HARIS") || Matches(1, "HOR") || Matches(1, "HYM") || Matches(1, "HIA") || Matches(1, "HEM"))
            && !Matches(0, "CHORE");
        if (isGreek || IsGermanic
            || Matches(current - 2, "ORCHES") || Matches(current - 2, "ARCHIT") || Matches(current - 2, "ORCHID") // but not "arch"
            || At(current + 2) is 'T' or 'S'
            || ((current == 0 || At(current - 1) is 'A' or 'O' or 'U' or 'E') // "Wachtler", "Wechsler", but not "Tichner"
                && At(current + 2) is 'L' or 'R' or 'N' or 'M' or 'B' or 'H' or 'F' or 'V' or 'W' or ' '))
        {
            Add('K');
        }
        else if (current == 0)
        {
            Add('X');
        }
        else if (Matches(0, "MC")) // "McHugh"
        {
            Add('K');
        }
        else
        {
            Add('X', 'K');
        }
    }

    private int Cc(int current)
    {
        if (At(current + 2) is 'I' or 'E' or 'H' && !Matches(current + 2, "HU")) // "Bellocchio", but not "Bacchus"
        {
            if ((current == 1 && At(0) == 'A') || Matches(current - 1, "UCCEE") || Matches(current - 1, "UCCES")) // "accident", "succeed"
            {
                Add('K');
                Add('S');
            }
            else
            {
                Add('X'); // "Bacci", "Bertucci"
            }

            return 3;
        }

        Add('K'); // Pierce's rule
        return 2;
    }

    private int G(int current)
    {
        char next = At(current + 1);
        if (next == 'H')
        {
            Gh(current);
            return 2;
        }

        if (next == 'N')
        {
            Gn(current);
            return 2;
        }

        if (Matches(current + 1, "LI") && !_isSlavoGermanic) // "Tagliaro"
        {
            Add('K', 'L');
            Add('L', ' ');
            return 2;
        }

        if (current == 0 && (next == 'Y' || StartsSoftly(current + 1))) // "Gerald", "Gibson"
        {
            Add('K', 'J');
            return 2;
        }

        if ((Matches(current + 1, "ER") || next == 'Y')
            && !Matches(0, "DANGER") && !Matches(0, "RANGER") && !Matches(0, "MANGER")
            && At(current - 1) is not ('E' or 'I')
            && !Matches(current - 1, "RGY") && !Matches(current - 1, "OGY"))
        {
            Add('K', 'J');
            return 2;
        }

        if (next is 'E' or 'I' or 'Y' || Matches(current - 1, "AGGI") || Matches(current - 1, "OGGI")) // Italian: "Biaggi"
        {
            if (IsGermanic || Matches(current + 1, "ET"))
                Add('K');
            else if (Matches(current + 1, "IER ")) // always soft in a French ending
                Add('J');
            else
                Add('J', 'K');
            return 2;
        }

        Add('K');
        return next == 'G' ? 2 : 1;
    }

    private readonly bool StartsSoftly(int start) =>
        Matches(start, "ES") || Matches(start, "EP") || Matches(start, "EB") || Matches(start, "EL") || Matches(start, "EY") || Matches(start, "IB")
        || Matches(start, "IL") || Matches(start, "IN") || Matches(start, "IE") || Matches(start, "EI") || Matches(start, "ER");

    private void Gh(int current)
    {
        if (current > 0 && !IsVowel(current - 1))
        {
            Add('K');
        }
        else if (current == 0) // "Ghislane", "Ghiradelli"
        {
            Add(At(2) == 'I' ? 'J' : 'K');
        }
        else if ((current > 1 && At(current - 2) is 'B' or 'H' or 'D') // Parker's rule: "Hugh"
            || (current > 2 && At(current - 3) is 'B' or 'H' or 'D') // "bough"
            || (current > 3 && At(current - 4) is 'B' or 'H')) // "Broughton"
        {
            return;
        }
        else if (current > 2 && At(current - 1) == 'U' && At(current - 3) is 'C' or 'G' or 'L' or 'R' or 'T') // "laugh", "cough", "rough", "tough"
        {
            Add('F');
        }
        else if (At(current - 1) != 'I')
        {
            Add('K');
        }
    }

    private void Gn(int current)
    {
        if (current == 1 && IsVowel(0) && !_isSlavoGermanic)
        {
            Add('K', 'N');
            Add('N', ' ');
        }
        else if (!Matches(current + 2, "EY") && !_isSlavoGermanic) // not "Cagney"
        {
            Add('N', 'K');
            Add(' ', 'N');
        }
        else
        {
            Add('K');
            Add('N');
        }
    }

    private int S(int current)
    {
        if (Matches(current - 1, "ISL") || Matches(current - 1, "YSL")) // "island", "Carlisle", "Carlysle"
            return 1;
        if (current == 0 && Matches(current, "SUGAR"))
        {
            Add('X', 'S');
            return 1;
        }

        char next = At(current + 1);
        if (next == 'H')
        {
            bool isGermanic = Matches(current + 1, "HEIM") || Matches(current + 1, "HOEK") || Matches(current + 1, "HOLM") || Matches(current + 1, "HOLZ");
            Add(isGermanic ? 'S' : 'X');
            return 2;
        }

        if (Matches(current, "SIO") || Matches(current, "SIA")) // Italian and Armenian
        {
            Add('S', _isSlavoGermanic ? 'S' : 'X');
            return 3;
        }

        // "Smith" as "Schmidt", "Snider" as "Schneider"; and "sz", which is "s" in Hungarian
        if ((current == 0 && next is 'M' or 'N' or 'L' or 'W') || next == 'Z')
        {
            Add('S', 'X');
            return next == 'Z' ? 2 : 1;
        }

        if (next == 'C')
        {
            Sc(current);
            return 3;
        }

        bool isSilent = current == _last && (Matches(current - 2, "AI") || Matches(current - 2, "OI")); // French: "Resnais", "Artois"
        Add(isSilent ? ' ' : 'S', 'S');
        return next is 'S' or 'Z' ? 2 : 1;
    }

    private void Sc(int current)
    {
        char third = At(current + 2);
        if (third == 'H') // Schlesinger's rule
        {
            if (Matches(current + 3, "ER") || Matches(current + 3, "EN")) // "Schermerhorn", "Schenker"
            {
                Add('X', 'S');
                Add(' ', 'K');
            }
            else if (Matches(current + 3, "OO") || Matches(current + 3, "UY") || Matches(current + 3, "ED") || Matches(current + 3, "EM")) // Dutch: "school"
            {
                Add('S');
                Add('K');
            }
            else
            {
                Add('X', current == 0 && !IsVowel(3) && At(3) != 'W' ? 'S' : 'X');
            }
        }
        else
        {
            Add('S');
            if (third is not ('I' or 'E' or 'Y'))
                Add('K');
        }
    }
}
