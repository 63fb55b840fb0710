namespace PresignKit.AspNetCore.Startup;

/// <summary>Counts the calls of <c>MapPresignKit</c>, because endpoint names must be unique in an application.</summary>
internal sealed class MappedPrefixes
{
    private int _count;

    /// <summary>The text to append to the names of endpoints: nothing the first time.</summary>
    public string NextSuffix() => Interlocked.Increment(ref _count) is > 1 and var count ? $"{count}" : "";
}
