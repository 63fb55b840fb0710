using System.Security.Cryptography;
using System.Text;

namespace PresignKit.S3.Probing.Attempts;

/// <summary>Is a body refused that does not match the signed digest?</summary>
internal sealed class ChecksumAttempts : IAttemptGroup
{
    private const string Body = "as signed";
    private const string OtherBody = "otherwise";

    public string Description => "checksums";

    public async Task<IReadOnlyList<ProbeMeasurement>> RunAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        var digest = new SigV4.NameValue("x-amz-checksum-sha256", Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Body))));
        var sha256 = context.Signer.Put(context.NewKey("sha256"), Body, digest);
        var withAlgorithm = context.Signer.Put(
            context.NewKey("sha256-algorithm"), Body, digest, new SigV4.NameValue("x-amz-sdk-checksum-algorithm", "SHA256"));
        var md5 = context.Signer.Put(context.NewKey("md5"), Body, new SigV4.NameValue("Content-MD5", Md5(Body)));
        return
        [
            await context.MeasureAsync(
                nameof(StoreProfile.ChecksumSha256), sha256, [("another body", sha256 with { Body = OtherBody })], cancellationToken).ConfigureAwait(false),
            await context.MeasureAsync(
                CheckNames.ChecksumAlgorithm,
                withAlgorithm,
                [("another body", withAlgorithm with { Body = OtherBody })],
                cancellationToken).ConfigureAwait(false),
            await context.MeasureAsync(CheckNames.ContentMd5, md5, [("another body", md5 with { Body = OtherBody })], cancellationToken).ConfigureAwait(false),
        ];
    }

#pragma warning disable CA5351 // The MD5 header of RFC 1864 is being tested; it is not used for security.
    internal static string Md5(string text) => Convert.ToBase64String(MD5.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5351
}
