using System.Text;

namespace PresignKit.Explaining.Text;

/// <summary>
/// NFC and NFD for letters that are common in file names: Latin, kana, and Hangul. <see cref="string.Normalize()"/> does nothing if an application runs
/// without culture data (InvariantGlobalization), as tools and containers often do. If it works, it has normalized everything else already.
/// </summary>
/// <remarks>Unicode Standard, 3.11 (normalization forms) and 3.12 (Hangul syllables); UnicodeData.txt.</remarks>
internal static class NormalForms
{
    private const int Syllables = 0xAC00;
    private const int Leads = 0x1100;
    private const int Vowels = 0x1161;
    private const int Tails = 0x11A7;
    private const int VowelCount = 21;
    private const int TailCount = 28;
    private const int SyllableCount = 19 * VowelCount * TailCount;

    private static readonly Dictionary<char, (char Base, char Mark)> Decompositions = ReadPairs();

    private static readonly Dictionary<(char Base, char Mark), char> Compositions = Decompositions.ToDictionary(pair => pair.Value, pair => pair.Key);

    public static string Compose(string text)
    {
        var composed = new StringBuilder(text.Length);
        foreach (var c in Platform(text, NormalizationForm.FormC))
        {
            if (composed.Length > 0 && Join(composed[^1], c) is { } joined)
            {
                composed[^1] = joined;
            }
            else
            {
                composed.Append(c);
            }
        }

        return composed.ToString();
    }

    public static string Decompose(string text)
    {
        var decomposed = new StringBuilder(text.Length * 2);
        foreach (var c in Platform(text, NormalizationForm.FormD))
        {
            Split(c, decomposed);
        }

        return decomposed.ToString();
    }

    private static char? Join(char first, char second)
    {
        if (Compositions.TryGetValue((first, second), out var composed))
        {
            return composed;
        }

        if (first - Leads is >= 0 and < 19 && second - Vowels is >= 0 and < VowelCount)
        {
            return (char)(Syllables + ((first - Leads) * VowelCount + (second - Vowels)) * TailCount);
        }

        return first - Syllables is >= 0 and < SyllableCount && (first - Syllables) % TailCount == 0 && second - Tails is > 0 and < TailCount
            ? (char)(first + (second - Tails))
            : null;
    }

    private static void Split(char c, StringBuilder target)
    {
        if (Decompositions.TryGetValue(c, out var pair))
        {
            Split(pair.Base, target);
            target.Append(pair.Mark);
        }
        else if (c - Syllables is >= 0 and < SyllableCount and var index)
        {
            target.Append((char)(Leads + index / (VowelCount * TailCount))).Append((char)(Vowels + index % (VowelCount * TailCount) / TailCount));
            if (index % TailCount > 0)
            {
                target.Append((char)(Tails + index % TailCount));
            }
        }
        else
        {
            target.Append(c);
        }
    }

    private static string Platform(string text, NormalizationForm form)
    {
        try
        {
            return text.Normalize(form);
        }
        catch (ArgumentException)
        {
            // An unpaired surrogate has no normal form.
            return text;
        }
    }

    // Each group is a mark and, for every letter with that mark, the letter followed by its base.
    private static Dictionary<char, (char Base, char Mark)> ReadPairs()
    {
        var pairs = new Dictionary<char, (char, char)>();
        foreach (var (mark, letters) in NormalFormTable.Groups)
        {
            for (var i = 0; i < letters.Length; i += 2)
            {
                pairs[letters[i]] = (letters[i + 1], mark);
            }
        }

        return pairs;
    }
}
