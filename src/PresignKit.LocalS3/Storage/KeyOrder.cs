namespace PresignKit.LocalS3.Storage;

/// <summary>Orders keys by their UTF-8 bytes, as S3 lists them. Ordinal UTF-16 order differs above the surrogates.</summary>
internal sealed class KeyOrder : IComparer<string>
{
    public static readonly KeyOrder Instance = new();

    private KeyOrder()
    {
    }

    public int Compare(string? x, string? y)
    {
        if (x is null || y is null)
        {
            return string.CompareOrdinal(x, y);
        }

        var common = x.AsSpan().CommonPrefixLength(y);
        if (common == x.Length || common == y.Length)
        {
            return x.Length - y.Length;
        }

        return Rank(x[common]) - Rank(y[common]);
    }

    // A surrogate pair represents U+10000 and above, so it sorts after U+E000..U+FFFF.
    private static int Rank(char value) => char.IsSurrogate(value) ? value + 0x10000 : value;
}
