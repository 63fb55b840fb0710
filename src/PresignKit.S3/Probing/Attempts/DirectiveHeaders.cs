using PresignKit.SigV4;

namespace PresignKit.S3.Probing.Attempts;

/// <summary>Headers with which a PUT does more than upload an object.</summary>
/// <remarks>Amazon S3 API Reference, "CopyObject" and "PutObject".</remarks>
internal static class DirectiveHeaders
{
    public const string Copy = "x-amz-copy-source";

    /// <summary>The headers that copy another object, publish, tag, redirect and set metadata. The copy is the first one.</summary>
    public static IReadOnlyList<NameValue> Of(ProbeContext context) =>
    [
        new(Copy, context.Signer.CopySource(context.OtherKey)),
        new("x-amz-acl", "public-read"),
        new("x-amz-tagging", "probe=unsigned"),
        new("x-amz-website-redirect-location", "/presignkit-probe"),
        new("x-amz-meta-probe", "unsigned"),
    ];
}
