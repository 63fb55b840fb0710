using System.Buffers;
using System.Globalization;
using System.Text;
using PresignKit.SigV4;

namespace PresignKit.Benchmarks.Subjects;

/// <summary>
/// Checks, before anything is timed, that all subjects sign the same. The URL of a peer must have the signature that PresignKit creates for
/// the same second, and the form of a peer must verify and restrict key, type, and size. Otherwise, a ratio would compare different work.
/// </summary>
internal static class Agreement
{
    private delegate void WriteBatch(ReadOnlySpan<string> keys, IBufferWriter<byte> destination, Action<int, IBufferWriter<byte>> before);

    /// <exception cref="InvalidOperationException">Two subjects disagree; the message states which ones and about what.</exception>
    public static void Check(AllSubjects subjects)
    {
        var (own, awsSdk, minio) = (subjects.PresignKit, subjects.AwsSdk, subjects.Minio);
        var key = Workload.Key(0);
        CheckUrl("AWSSDK.S3 GET", awsSdk.GetUrl(key), (at, expiresIn) => own.GetUrl(key, at, expiresIn));
        CheckUrl("AWSSDK.S3 PUT", awsSdk.PutUrl(key), (at, expiresIn) => own.PutUrl(key, at, expiresIn));
        CheckUrl("Minio GET", minio.GetUrl(key), (at, expiresIn) => own.GetUrl(key, at, expiresIn));
        CheckUrl("The issuer", subjects.Issuer.GetUrl(key), (at, expiresIn) => own.GetAttachmentUrl(key, at, expiresIn));
        CheckUrl("Hashing by the platform", subjects.Platform.GetUrl(key), (at, expiresIn) => own.GetUrl(key, at, expiresIn));
        CheckBatch(Workload.Batch, own.WriteBatch, own.GetBatch(Workload.Batch), own.GetUrl);
        CheckBatch(Workload.MixedKeys.AsSpan(), own.WriteBatch, own.GetBatch(Workload.MixedKeys.AsSpan()), own.GetUrl);
        CheckBatch(
            Workload.Batch,
            (_, writer, before) => subjects.Issuer.WriteBatch(writer, before),
            [.. subjects.Issuer.GetBatch().Select(grant => grant.RevealUrl())],
            own.GetAttachmentUrl);
        CheckItems(subjects.Issuer);
        CheckParts(subjects);
        CheckForm("PresignKit POST", own.Post(key).Fields);
        CheckForm("AWSSDK.S3 POST", ToFields(awsSdk.Post(key).Fields));
        CheckForm("Minio POST", ToFields(minio.Post(key).Fields));
    }

    // Checks every URL of a batch, as bytes and as strings: mixed-up lanes would be fast, too.
    private static void CheckBatch(
        ReadOnlySpan<string> keys, WriteBatch write, ReadOnlySpan<string> urls, Func<string, DateTimeOffset, TimeSpan, string> sign)
    {
        var lines = new ArrayBufferWriter<byte>();
        write(keys, lines, static (_, writer) => writer.Write("\n"u8));
        var written = Encoding.UTF8.GetString(lines.WrittenSpan[1..]).Split('\n');
        for (var i = 0; i < keys.Length; i++)
        {
            var key = keys[i];
            CheckUrl("A batch as bytes", written[i], (at, expiresIn) => sign(key, at, expiresIn));
            CheckUrl("A batch as strings", urls[i], (at, expiresIn) => sign(key, at, expiresIn));
        }
    }

    // Each URL is compared with the one that is signed alone, which may be of the next second.
    private static void CheckItems(IssuerSubject issuer)
    {
        var lines = new ArrayBufferWriter<byte>();
        issuer.WriteItems(lines, static (_, writer) => writer.Write("\n"u8));
        var written = Encoding.UTF8.GetString(lines.WrittenSpan[1..]).Split('\n');
        var grants = issuer.GetItems();
        for (var i = 0; i < written.Length; i++)
        {
            var alone = issuer.GetItemUrl(i);
            if (Parameter(alone, "X-Amz-Date") == Parameter(written[i], "X-Amz-Date") && alone != written[i])
            {
                throw new InvalidOperationException($"A batch of requests and one request sign differently:\n  {written[i]}\n  {alone}");
            }

            if (Parameter(alone, "X-Amz-Date") == Parameter(grants[i].RevealUrl(), "X-Amz-Date") && alone != grants[i].RevealUrl())
            {
                throw new InvalidOperationException($"A batch of requests as grants and one request sign differently:\n  {grants[i].RevealUrl()}\n  {alone}");
            }
        }
    }

    // The last part is the only one of its size.
    private static void CheckParts(AllSubjects subjects)
    {
        var number = Workload.PartCount;
        CheckUrl(
            "AWSSDK.S3 part",
            subjects.AwsSdk.PartUrl(number, PartsSubject.SizeOf(number)),
            (at, expiresIn) => subjects.Parts.Sign(number, at, expiresIn).Url);
        var parts = subjects.Parts.SignAll();
        for (var i = 0; i < parts.Length; i++)
        {
            number = i + 1;
            CheckUrl("A batch of parts", parts[i].Url, (at, expiresIn) => subjects.Parts.Sign(number, at, expiresIn).Url);
        }
    }

    private static void CheckUrl(string name, string theirs, Func<DateTimeOffset, TimeSpan, string> sign)
    {
        var signedAt = DateTimeOffset.ParseExact(
            Parameter(theirs, "X-Amz-Date"), "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        var expiresIn = TimeSpan.FromSeconds(int.Parse(Parameter(theirs, "X-Amz-Expires"), CultureInfo.InvariantCulture));
        var ours = sign(signedAt, expiresIn);
        if (Parameter(theirs, "X-Amz-Signature") != Parameter(ours, "X-Amz-Signature"))
        {
            throw new InvalidOperationException($"{name} and PresignKit sign differently:\n  {theirs}\n  {ours}");
        }
    }

    private static void CheckForm(string name, IReadOnlyList<NameValue> fields)
    {
        var now = TimeProvider.System.GetUtcNow();
        var credentials = new SigV4Credentials(Workload.AccessKeyId, Workload.SecretAccessKey);
        var verified = new SigV4Verifier(_ => credentials, Workload.Region).VerifyPost(fields, now);
        if (!verified.IsVerified)
        {
            throw new InvalidOperationException($"The signature of the form by {name} is not genuine: {verified.Failure}.");
        }

        // Compares the text, not the meaning: Minio writes the numbers of the range as strings, and leaves the type of the form to the caller.
        var policy = Encoding.UTF8
            .GetString(Convert.FromBase64String(fields.Single(field => string.Equals(field.Name, "policy", StringComparison.OrdinalIgnoreCase)).Value));
        string[] bound = [Workload.Bucket, Workload.Key(0), Workload.ContentType, "content-length-range", $"{Workload.MaximumSize}"];
        if (bound.FirstOrDefault(value => !policy.Contains(value, StringComparison.Ordinal)) is { } missing)
        {
            throw new InvalidOperationException($"The policy by {name} does not bind '{missing}': {policy}");
        }
    }

    private static List<NameValue> ToFields(IEnumerable<KeyValuePair<string, string>> fields) =>
        [.. fields.Select(field => new NameValue(field.Key, field.Value))];

    private static string Parameter(string url, string name)
    {
        foreach (var parameter in url[(url.IndexOf('?') + 1)..].Split('&'))
        {
            if (parameter.StartsWith(name + "=", StringComparison.Ordinal))
            {
                return parameter[(name.Length + 1)..];
            }
        }

        throw new InvalidOperationException($"The URL has no {name}: {url}");
    }
}
