namespace Swictation.Stt.Transform.Corrections;

/// <summary>The letters whose sound depends on little. Each method returns how many letters it has read.</summary>
internal ref partial struct DoubleMetaphone
{
    private int D(int current)
    {
        if (At(current + 1) == 'G')
        {
            if (At(current + 2) is 'I' or 'E' or 'Y') // "edge"
            {
                Add('J');
                return 3;
            }

            Add('T'); // "Edgar"
            Add('K');
            return 2;
        }

        Add('T');
        return At(current + 1) is 'T' or 'D' ? 2 : 1;
    }

    private int H(int current)
    {
        // Heard first before a vowel, and between two.
        if ((current == 0 || IsVowel(current - 1)) && IsVowel(current + 1))
        {
            Add('H');
            return 2;
        }

        return 1;
    }

    private int J(int current)
    {
        bool isSan = Matches(0, "SAN ");
        if (Matches(current, "JOSE") || isSan) // Spanish
        {
            if ((current == 0 && At(current + 4) == ' ') || isSan)
                Add('H');
            else
                Add('J', 'H');
            return 1;
        }

        if (current == 0)
            Add('J', 'A'); // "Yankelovich", "Jankelowicz"
        else if (IsVowel(current - 1) && !_isSlavoGermanic && At(current + 1) is 'A' or 'O')
            Add('J', 'H'); // "bajador"
        else if (current == _last)
            Add('J', ' ');
        else if (At(current + 1) is not ('L' or 'T' or 'K' or 'S' or 'N' or 'M' or 'B' or 'Z') && At(current - 1) is not ('S' or 'K' or 'L'))
            Add('J');
        return At(current + 1) == 'J' ? 2 : 1;
    }

    private int L(int current)
    {
        if (At(current + 1) != 'L')
        {
            Add('L');
            return 1;
        }

        // Spanish: "cabrillo", "gallegos"
        bool endsInLl = current == _last - 2 && (Matches(current - 1, "ILLO") || Matches(current - 1, "ILLA") || Matches(current - 1, "ALLE"));
        bool endsInVowel = Matches(_last - 1, "AS") || Matches(_last - 1, "OS") || At(_last) is 'A' or 'O';
        Add('L', endsInLl || (endsInVowel && Matches(current - 1, "ALLE")) ? ' ' : 'L');
        return 2;
    }

    private int M(int current)
    {
        bool isDumb = Matches(current - 1, "UMB") && (current + 1 == _last || Matches(current + 2, "ER")); // "dumb", "thumb"
        Add('M');
        return isDumb || At(current + 1) == 'M' ? 2 : 1;
    }

    private int P(int current)
    {
        if (At(current + 1) == 'H')
        {
            Add('F');
            return 2;
        }

        Add('P');
        return At(current + 1) is 'P' or 'B' ? 2 : 1; // "Campbell", "raspberry"
    }

    private int R(int current)
    {
        // French: "Rogier", but not "Hochmeier"
        bool isSilent = current == _last && !_isSlavoGermanic && Matches(current - 2, "IE") && !Matches(current - 4, "ME") && !Matches(current - 4, "MA");
        Add(isSilent ? ' ' : 'R', 'R');
        return At(current + 1) == 'R' ? 2 : 1;
    }

    private int T(int current)
    {
        if (Matches(current, "TION") || Matches(current, "TIA") || Matches(current, "TCH"))
        {
            Add('X');
            return 3;
        }

        if (At(current + 1) == 'H' || Matches(current, "TTH"))
        {
            if (Matches(current + 2, "OM") || Matches(current + 2, "AM") || IsGermanic) // "Thomas", "Thames"
                Add('T');
            else
                Add('0', 'T');
            return 2;
        }

        Add('T');
        return At(current + 1) is 'T' or 'D' ? 2 : 1;
    }

    private int W(int current)
    {
        if (At(current + 1) == 'R')
        {
            Add('R');
            return 2;
        }

        if (current == 0 && IsVowel(current + 1))
            Add('A', 'F'); // "Wasserman" as "Vasserman"
        else if (current == 0 && At(current + 1) == 'H')
            Add('A'); // "Uomo" as "Womo"

        if ((current == _last && IsVowel(current - 1))
            || Matches(current - 1, "EWSKI") || Matches(current - 1, "EWSKY") || Matches(current - 1, "OWSKI") || Matches(current - 1, "OWSKY")
            || Matches(0, "SCH"))
        {
            Add(' ', 'F'); // "Arnow" as "Arnoff"
            return 1;
        }

        if (Matches(current, "WICZ") || Matches(current, "WITZ")) // "Filipowicz"
        {
            Add('T', 'F');
            Add('S', 'X');
            return 4;
        }

        return 1;
    }

    private int X(int current)
    {
        // French: "Breaux"
        bool isSilent = current == _last
            && (Matches(current - 3, "IAU") || Matches(current - 3, "EAU") || Matches(current - 2, "AU") || Matches(current - 2, "OU"));
        if (!isSilent)
        {
            Add('K');
            Add('S');
        }

        return At(current + 1) is 'C' or 'X' ? 2 : 1;
    }

    private int Z(int current)
    {
        if (At(current + 1) == 'H') // Pinyin: "Zhao"
        {
            Add('J');
            return 2;
        }

        if (Matches(current + 1, "ZO") || Matches(current + 1, "ZI") || Matches(current + 1, "ZA")
            || (_isSlavoGermanic && current > 0 && At(current - 1) != 'T'))
        {
            Add('S', 'T');
            Add(' ', 'S');
        }
        else
        {
            Add('S');
        }

        return At(current + 1) == 'Z' ? 2 : 1;
    }
}
