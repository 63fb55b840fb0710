using System.Security.Cryptography;
using System.Text;
using PresignKit.S3.Http;
using PresignKit.SigV4;

namespace PresignKit.S3.Probing.Attempts;

/// <summary>
/// What does the store tell about the bytes that it has received: is an ETag their MD5, with the bucket's default encryption, and is there a
/// CRC-64/NVME of the whole object?
/// </summary>
internal sealed class IntegrityAttempts : IAttemptGroup
{
    private const string ETag = nameof(StoreProfile.ETagIsMd5);
    private const string Crc = nameof(StoreProfile.ComputesCrc64Nvme);

    /// <summary>The check value of the algorithm, ae8b14860a799888, is the CRC of these bytes.</summary>
    private const string Body = "123456789";

    private const string BodyCrc = "rosUhgp5mIg=";

    private static readonly NameValue ChecksumMode = new("x-amz-checksum-mode", "ENABLED");

    public string Description => "what the store tells about the bytes";

    public async Task<IReadOnlyList<ProbeMeasurement>> RunAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        var key = context.NewKey("integrity");
        var put = await context.SendAsync(context.Signer.Put(key, Body), cancellationToken).ConfigureAwait(false);
        if (put.Verdict != Verdict.Accepted)
        {
            return [AnswerInterpreter.FromRefusedControl(ETag, "an ordinary PUT", put), AnswerInterpreter.FromRefusedControl(Crc, "an ordinary PUT", put)];
        }

        var uploadKey = context.NewKey("integrity-part");
        var (upload, started) = await ProbeUpload.StartAsync(context, uploadKey, cancellationToken).ConfigureAwait(false);
        if (upload is null)
        {
            return NoUpload("CreateMultipartUpload", started);
        }

        var part = await context.SendAsync(upload.Part(Body), cancellationToken).ConfigureAwait(false);
        var list = await context.SendAsync(upload.ListParts(), cancellationToken).ConfigureAwait(false);
        if (part.Verdict != Verdict.Accepted || part.Header("ETag") is not { } etag)
        {
            return NoUpload("an ordinary part", part);
        }

        if (list.Verdict != Verdict.Accepted)
        {
            return NoUpload("ListParts", list);
        }

        var completed = await context.SendAsync(upload.Complete(etag), cancellationToken).ConfigureAwait(false);
        return
        [
            ETags(("of an object", put.Header("ETag")), ("of a part", etag), ("of a listed part", ListedETag(list))),
            completed.Verdict != Verdict.Accepted
                ? AnswerInterpreter.FromRefusedControl(Crc, "CompleteMultipartUpload", completed)
                : await CrcsAsync(context, [("an object", key), ("an object from a part", uploadKey)], cancellationToken).ConfigureAwait(false),
        ];
    }

    private static ProbeMeasurement[] NoUpload(string what, ProbeAnswer answer) =>
        [AnswerInterpreter.FromRefusedControl(ETag, what, answer), AnswerInterpreter.FromRefusedControl(Crc, what, answer)];

    private static ProbeMeasurement ETags(params (string Of, string? Value)[] etags)
    {
        var md5 = Md5(Body);
        var others = etags.Where(etag => !string.Equals(etag.Value?.Trim('"'), md5, StringComparison.OrdinalIgnoreCase)).Select(etag => etag.Of).ToArray();
        return others.Length == 0
            ? new(ETag, ProbeOutcome.Enforced, "the ETags of an object and of a part are the MD5s of their bytes")
            : new(ETag, ProbeOutcome.NotEnforced, $"the ETag {string.Join(", ", others)} is not the MD5 of the bytes");
    }

    private static async Task<ProbeMeasurement> CrcsAsync(
        ProbeContext context, (string Of, string Key)[] objects, CancellationToken cancellationToken)
    {
        foreach (var (of, key) in objects)
        {
            var head = await context.SendAsync(context.Signer.Sign("HEAD", key, [ChecksumMode]), cancellationToken).ConfigureAwait(false);
            if (head.Verdict != Verdict.Accepted)
            {
                return AnswerInterpreter.FromRefusedControl(Crc, $"HEAD with {ChecksumMode.Name}", head);
            }

            if (head.Header("x-amz-checksum-crc64nvme") != BodyCrc || head.Header("x-amz-checksum-type") != "FULL_OBJECT")
            {
                return new(Crc, ProbeOutcome.NotEnforced, $"HEAD of {of} has no CRC-64/NVME of its bytes");
            }
        }

        return new(Crc, ProbeOutcome.Enforced, "HEAD of an object, and of one from a part, has the CRC-64/NVME of its bytes");
    }

    private static string? ListedETag(ProbeAnswer list) =>
        S3Xml.Parse(list.Body)?.Descendants().FirstOrDefault(element => element.Name.LocalName == "ETag")?.Value;

#pragma warning disable CA5351 // An ETag is compared; it is not used for security.
    private static string Md5(string text) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5351
}
