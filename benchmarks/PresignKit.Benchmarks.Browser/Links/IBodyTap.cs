namespace PresignKit.Benchmarks.Browser.Links;

/// <summary>Sees, and may change, the bodies of PUT requests on their way.</summary>
internal interface IBodyTap
{
    /// <summary>A PUT request has begun.</summary>
    /// <returns>The request's number, for <see cref="Pass"/>.</returns>
    int Begin(long length);

    /// <summary>Bytes of a body pass.</summary>
    /// <param name="request">The number that <see cref="Begin"/> returned.</param>
    /// <param name="offset">Where in the body these bytes are.</param>
    void Pass(int request, long offset, Span<byte> bytes);
}
