using System.Security.Cryptography;
using System.Text;
using PresignKit.SigV4;

namespace PresignKit.S3.Probing.Attempts;

/// <summary>Is the body of a part, or the file of a form, refused if it does not match the signed digest? A store may compare one and not the other.</summary>
internal sealed class PartAndFormChecksumAttempts : IAttemptGroup
{
    private const string Body = "as signed";
    private const string OtherBody = "otherwise";

    /// <summary>The CRC-32 of <see cref="OtherBody"/>.</summary>
    private static readonly NameValue _otherCrc32 = new("x-amz-checksum-crc32", "pp89HQ==");

    public string Description => "checksums of parts and forms";

    private static NameValue Digest => DigestOf(Body);

    public async Task<IReadOnlyList<ProbeMeasurement>> RunAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        // Ceph 20 takes a header before the field of the same name, and another algorithm's field before that of SHA-256.
        var form = context.Signer.Form(context.NewKey("form-sha256"), Body, Digest);
        return
        [
            await PartAsync(context, cancellationToken).ConfigureAwait(false),
            await context.MeasureAsync(
                nameof(StoreProfile.FormChecksum),
                form,
                [
                    ("another file", form with { File = OtherBody }),
                    ("another file, with its digest in a header", form with { File = OtherBody, Headers = [DigestOf(OtherBody)] }),
                    ("another file, with its CRC-32 in a field", (form with { File = OtherBody }).Adding(_otherCrc32.Name, _otherCrc32.Value)),
                ],
                cancellationToken).ConfigureAwait(false),
        ];
    }

    private static NameValue DigestOf(string body) => new("x-amz-checksum-sha256", Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(body))));

    private static async Task<ProbeMeasurement> PartAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        const string name = nameof(StoreProfile.PartChecksum);
        var key = context.NewKey("part-sha256");
        var (upload, begun) = await ProbeUpload
            .StartAsync(context, key, cancellationToken, new NameValue("x-amz-checksum-algorithm", "SHA256")).ConfigureAwait(false);
        if (upload is null)
        {
            return AnswerInterpreter.FromRefusedControl(name, "CreateMultipartUpload", begun);
        }

        var part = upload.Part(Body, Digest);
        var measured = await context.MeasureAsync(name, part, [("another body", part with { Body = OtherBody })], cancellationToken).ConfigureAwait(false);
        await context.SendAsync(upload.Abort(), cancellationToken).ConfigureAwait(false);
        return measured;
    }
}
