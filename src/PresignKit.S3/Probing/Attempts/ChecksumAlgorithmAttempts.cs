using System.Security.Cryptography;
using System.Text;
using PresignKit.SigV4;

namespace PresignKit.S3.Probing.Attempts;

/// <summary>Which checksums does the store compare wherever it compares a SHA-256: with a PUT, a form, a part?</summary>
internal sealed class ChecksumAlgorithmAttempts : IAttemptGroup
{
    private const string Body = "as signed";
    private const string OtherBody = "otherwise";

    /// <summary>The checksums of <see cref="Body"/>. The platform computes not all of these.</summary>
    private static readonly (string Capability, string Algorithm, string Value)[] Checksums =
    [
        (nameof(StoreProfile.ChecksumCrc32), "CRC32", "7wpXxg=="),
        (nameof(StoreProfile.ChecksumCrc32C), "CRC32C", "fgKWPA=="),
        (nameof(StoreProfile.ChecksumCrc64Nvme), "CRC64NVME", "5xKDl4NQqFM="),
        (nameof(StoreProfile.ChecksumSha1), "SHA1", "50iAIEyCPNWAgVkRL5pc+swulOQ="),
        (nameof(StoreProfile.ChecksumSha512), "SHA512", "3OC6sfiVHrqugEnB37exe57Y0My6ZbhE5pjU/84Ykxf12Lt90snpaeL96bPdJFnLC/nnJk2/Cqoglb3XCgZdEw=="),
        (nameof(StoreProfile.ChecksumMd5), "MD5", "tRms1757b5F1XVfq9uqTTQ=="),
        (nameof(StoreProfile.ChecksumXxHash64), "XXHASH64", "1PWoMSVUWAI="),
        (nameof(StoreProfile.ChecksumXxHash3), "XXHASH3", "sIFgQo/6mV4="),
        (nameof(StoreProfile.ChecksumXxHash128), "XXHASH128", "afr0N/RIewdTOIvt0WgTHw=="),
    ];

    private delegate Task<ProbeMeasurement> Attempt(ProbeContext context, string name, string algorithm, string value, CancellationToken cancellationToken);

    public string Description => "other checksums";

    public async Task<IReadOnlyList<ProbeMeasurement>> RunAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        var sha256 = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Body)));
        var places = new List<Attempt>();
        var unknown = new List<ProbeMeasurement>();
        foreach (var place in new Attempt[] { PutAsync, FormAsync, PartAsync })
        {
            var measured = await place(context, "SHA256", "SHA256", sha256, cancellationToken).ConfigureAwait(false);
            if (measured.Outcome == ProbeOutcome.Enforced)
            {
                places.Add(place);
            }
            else if (measured.Outcome == ProbeOutcome.NotTried)
            {
                unknown.Add(measured);
            }
        }

        var all = new List<ProbeMeasurement>();
        foreach (var (capability, algorithm, value) in Checksums)
        {
            all.Add(unknown.Count > 0
                ? new(capability, ProbeOutcome.NotTried, $"whether a SHA-256 is compared is not known; {unknown[0].Evidence}")
                : await EachAsync(context, places, capability, algorithm, value, cancellationToken).ConfigureAwait(false));
        }

        return all;
    }

    private static async Task<ProbeMeasurement> EachAsync(
        ProbeContext context, List<Attempt> places, string capability, string algorithm, string value, CancellationToken cancellationToken)
    {
        if (places.Count == 0)
        {
            return new(capability, ProbeOutcome.NotEnforced, "the store compares no SHA-256, either");
        }

        var evidence = new List<string>();
        foreach (var place in places)
        {
            var measured = await place(context, capability, algorithm, value, cancellationToken).ConfigureAwait(false);
            if (measured.Outcome != ProbeOutcome.Enforced)
            {
                return measured;
            }

            evidence.Add(measured.Evidence);
        }

        return new(capability, ProbeOutcome.Enforced, string.Join("; ", evidence));
    }

    private static Task<ProbeMeasurement> PutAsync(
        ProbeContext context, string name, string algorithm, string value, CancellationToken cancellationToken)
    {
        var put = context.Signer.Put(context.NewKey(Key("put", algorithm)), Body, Header(algorithm, value));
        return context.MeasureAsync(name, put, [("another body", put with { Body = OtherBody })], cancellationToken);
    }

    private static Task<ProbeMeasurement> FormAsync(
        ProbeContext context, string name, string algorithm, string value, CancellationToken cancellationToken)
    {
        var form = context.Signer.Form(context.NewKey(Key("form", algorithm)), Body, Header(algorithm, value));
        return context.MeasureAsync(name, form, [("another file", form with { File = OtherBody })], cancellationToken);
    }

    private static async Task<ProbeMeasurement> PartAsync(
        ProbeContext context, string name, string algorithm, string value, CancellationToken cancellationToken)
    {
        var (upload, begun) = await ProbeUpload.StartAsync(
            context, context.NewKey(Key("part", algorithm)), cancellationToken, new NameValue("x-amz-checksum-algorithm", algorithm)).ConfigureAwait(false);
        if (upload is null)
        {
            return AnswerInterpreter.FromRefusedControl(name, "CreateMultipartUpload", begun);
        }

        var part = upload.Part(Body, Header(algorithm, value));
        var measured = await context.MeasureAsync(
            name, part, [("another body of a part", part with { Body = OtherBody })], cancellationToken).ConfigureAwait(false);
        await context.SendAsync(upload.Abort(), cancellationToken).ConfigureAwait(false);
        return measured;
    }

    private static string Key(string place, string algorithm) => $"{place}-{algorithm.ToLowerInvariant()}";

    private static NameValue Header(string algorithm, string value) => new("x-amz-checksum-" + algorithm.ToLowerInvariant(), value);
}
