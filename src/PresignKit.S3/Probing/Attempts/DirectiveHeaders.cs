using PresignKit.SigV4;

namespace PresignKit.S3.Probing.Attempts;

/// <summary>Headers of a PUT that would make it more than an upload.</summary>
/// <remarks>Amazon S3 API Reference, "CopyObject" and "PutObject".</remarks>
internal static class DirectiveHeaders
{
    public const string Copy = "x-amz-copy-source";

    /// <summary>Copy another object, publish, tag, and redirect; the copy first.</summary>
    public static IReadOnlyList<NameValue> Of(ProbeContext context) =>
    [
        new(Copy, context.Signer.CopySource(context.OtherKey)),
        new("x-amz-acl", "public-read"),
        new("x-amz-tagging", "probe=unsigned"),
        new("x-amz-website-redirect-location", "/presignkit-probe"),
        new("x-amz-meta-probe", "unsigned"),
    ];
}
