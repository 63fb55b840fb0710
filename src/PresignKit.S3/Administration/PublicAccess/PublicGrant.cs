namespace PresignKit.S3.Administration.PublicAccess;

/// <summary>Something in the bucket's settings that permits requests without a signature, or requests of every account.</summary>
/// <param name="Actions">What is permitted.</param>
/// <param name="Source">Where, for messages, such as <c>statement 'PublicRead' of the bucket policy</c>.</param>
internal sealed record PublicGrant(PublicActions Actions, string Source)
{
    /// <summary>Whether it applies to all objects, so that requests for the probe's own keys measure it.</summary>
    public bool IsWholeBucket { get; init; }

    /// <summary>Whether conditions limit it to known networks or accounts.</summary>
    public bool IsNarrowed { get; init; }
}
