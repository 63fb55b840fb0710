namespace PresignKit.SigV4.Canonical;

/// <summary>
/// The positions of the parts of a canonical request that the URL consists of. The query starts after the line feed that ends the path.
/// </summary>
internal readonly record struct CanonicalPlaces(int PathStart, int PathEnd, int QueryEnd)
{
    internal Range Path => PathStart..PathEnd;

    internal Range Query => (PathEnd + 1)..QueryEnd;
}
