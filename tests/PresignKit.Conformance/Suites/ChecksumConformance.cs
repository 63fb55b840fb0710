using System.IO.Hashing;
using System.Security.Cryptography;
using Amazon.S3;
using PresignKit.Conformance.Stores;
using PresignKit.Providers;
using PresignKit.SigV4;

namespace PresignKit.Conformance.Suites;

/// <summary>
/// Every checksum of S3 but SHA-256, wherever the store compares a SHA-256: with a PUT, a part, and a form. What it says Yes to it compares in all of these.
/// </summary>
public abstract class ChecksumConformance(S3ConformanceStore store)
{
    private static readonly byte[] Body = Browser.Bytes("as signed");
    private static readonly byte[] Other = Browser.Bytes("otherwise");

    public static TheoryData<FileChecksumAlgorithm> Others => [.. Enum.GetValues<FileChecksumAlgorithm>().Where(a => a != FileChecksumAlgorithm.Sha256)];

    public static TheoryData<FileChecksumAlgorithm> All => [.. Enum.GetValues<FileChecksumAlgorithm>()];

    [Theory]
    [MemberData(nameof(Others))]
    public async Task Checksum_OfAnotherBody_IsRefusedIfProfileSaysYes(FileChecksumAlgorithm algorithm)
    {
        var checksum = FileChecksum.Create(algorithm, Hash(algorithm, Body));
        List<(string Where, int AsSigned, int Otherwise)> measured = [];
        if (store.Profile.ChecksumSha256 == Capability.Yes)
        {
            measured.Add(await PutAsync(checksum));
        }

        if (store.Profile.FormChecksum == Capability.Yes)
        {
            measured.Add(await PostAsync(checksum));
        }

        if (store.Profile.PartChecksum == Capability.Yes)
        {
            measured.Add(await PartAsync(checksum));
        }

        var declared = store.Profile.ListCapabilities().Single(capability => capability.Key == "Checksum" + algorithm).Value;
        var text = string.Join(", ", measured.Select(m => $"{m.Where} {m.AsSigned} as signed, {m.Otherwise} otherwise"));
        Assert.SkipWhen(measured.Count == 0, "The store compares no checksum.");
        Assert.SkipWhen(declared == Capability.Unknown, $"The profile does not say whether the store compares it. Measured: {text}.");
        var compares = measured.All(m => m.AsSigned is >= 200 and < 300 && m.Otherwise is >= 400 and < 500);
        Assert.True(compares == (declared == Capability.Yes), text);
    }

    /// <summary>The holder of a form or of a part sends another body, and says in every other place that its checksum is right.</summary>
    [Theory]
    [MemberData(nameof(All))]
    public async Task Checksum_ContradictedByTheHolder_IsStillCompared(FileChecksumAlgorithm algorithm)
    {
        var isKnown = algorithm == FileChecksumAlgorithm.Sha256
            || store.Profile.ListCapabilities().Single(capability => capability.Key == "Checksum" + algorithm).Value == Capability.Yes;
        Assert.SkipUnless(isKnown, "The store is not known to compare it.");
        var (signed, others) = (FileChecksum.Create(algorithm, Hash(algorithm, Body)), FileChecksum.Create(algorithm, Hash(algorithm, Other)));
        var name = "x-amz-checksum-" + algorithm.ToString().ToLowerInvariant();
        var crc = Convert.ToBase64String(Hash(FileChecksumAlgorithm.Crc32, Other));
        List<string> accepted = [];
        if (store.Profile.FormChecksum == Capability.Yes)
        {
            await FormAsync("header", fields => fields, (name, others.Value));
            await FormAsync("header, field left out", fields => [.. fields.Where(field => field.Key != name)], (name, others.Value));
            await FormAsync("field left out", fields => [.. fields.Where(field => field.Key != name)]);
            await FormAsync("field twice", fields => [.. fields, new(name, others.Value)]);
            await FormAsync("field twice, first", fields => [new(name, others.Value), .. fields]);
            await FormAsync("field in another letter case", fields => [.. fields, new(name.ToUpperInvariant(), others.Value)]);
            await FormAsync("field empty", fields => [.. fields.Select(field => field.Key == name ? new(name, "") : field)]);
            await FormAsync("another algorithm as header", fields => fields, ("x-amz-sdk-checksum-algorithm", "CRC32"), ("x-amz-checksum-crc32", crc));
            await FormAsync("another algorithm as field", fields => [.. fields, new("x-amz-checksum-crc32", crc)]);
            await FormAsync("another algorithm as ignored field", fields => [.. fields, new("x-ignore-x-amz-checksum-crc32", crc)]);
        }

        if (store.Profile.PartChecksum == Capability.Yes)
        {
            await SendPartAsync("header twice", (name, signed.Value), (name, others.Value));
            await SendPartAsync("header twice, first", (name, others.Value), (name, signed.Value));
            await SendPartAsync("header left out");
            await SendPartAsync("header replaced", (name, others.Value));
            await SendPartAsync("trailer", (name, signed.Value), ("x-amz-trailer", name));
            await SendPartAsync(
                "another algorithm", (name, signed.Value), ("x-amz-sdk-checksum-algorithm", "CRC32"), ("x-amz-checksum-crc32", crc));
            await SendPartAsync("type", (name, signed.Value), ("x-amz-checksum-type", "COMPOSITE"));
        }

        Assert.Empty(accepted);

        async Task FormAsync(
            string how, Func<List<KeyValuePair<string, string>>, List<KeyValuePair<string, string>>> change, params (string Name, string Value)[] headers)
        {
            var answer = (await SessionAsync()).SignFormUpload(Upload(signed));
            var form = new PresignedUpload("POST", answer.Url, fields: answer.Fields);
            var status = Status(await store.PostAsync(form, Other, change([.. answer.Fields]), request =>
            {
                foreach (var header in headers)
                {
                    request.Headers.TryAddWithoutValidation(header.Name, header.Value);
                }
            }));
            if (status is < 400)
            {
                accepted.Add($"form, {how}: {status}");
            }
        }

        async Task SendPartAsync(string how, params (string Name, string Value)[] headers)
        {
            await using var upload = await PartUpload.BeginAsync(store, checksum: ChecksumAlgorithm.FindValue(algorithm.ToString().ToUpperInvariant()));
            var url = upload.Sign(1, new NameValue("Content-Length", $"{Body.Length}"), new NameValue(name, signed.Value));
            var status = Status(await upload.SendAsync(url, Other, request =>
            {
                foreach (var header in headers)
                {
                    request.Headers.TryAddWithoutValidation(header.Name, header.Value);
                }
            }));
            if (status is < 400)
            {
                accepted.Add($"part, {how}: {status}");
            }
        }
    }

    private static byte[] Hash(FileChecksumAlgorithm algorithm, byte[] body) => algorithm switch
    {
        FileChecksumAlgorithm.Crc32 => Reversed(Crc32.Hash(body)),
        FileChecksumAlgorithm.Crc32C => Crc(body, 0x82F63B78, 4),
        FileChecksumAlgorithm.Crc64Nvme => Crc(body, 0x9A6C9329AC4BC9B5, 8),
#pragma warning disable CA5350, CA5351 // They are among S3's checksums; no security depends on them here.
        FileChecksumAlgorithm.Sha1 => SHA1.HashData(body),
        FileChecksumAlgorithm.Md5 => MD5.HashData(body),
#pragma warning restore CA5350, CA5351
        FileChecksumAlgorithm.Sha512 => SHA512.HashData(body),
        FileChecksumAlgorithm.XxHash64 => XxHash64.Hash(body),
        FileChecksumAlgorithm.XxHash3 => XxHash3.Hash(body),
        FileChecksumAlgorithm.XxHash128 => XxHash128.Hash(body),
        _ => SHA256.HashData(body),
    };

    private static byte[] Reversed(byte[] value) => [.. value.Reverse()];

    private static byte[] Crc(byte[] body, ulong polynomial, int length)
    {
        var mask = ulong.MaxValue >> (64 - (8 * length));
        var crc = mask;
        foreach (var value in body)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ polynomial : crc >> 1;
            }
        }

        return [.. BitConverter.GetBytes(crc ^ mask).Take(length).Reverse()];
    }

    private static int Status(HttpResponseMessage response)
    {
        using (response)
        {
            return (int)response.StatusCode;
        }
    }

    private async Task<(string Where, int AsSigned, int Otherwise)> PutAsync(FileChecksum checksum)
    {
        var signed = (await SessionAsync()).SignUpload(Upload(checksum));
        var put = new PresignedUpload(signed.Method, signed.Url, signed.Headers);
        return ("PUT", Status(await store.SendAsync(put, Body)), Status(await store.SendAsync(put, Other)));
    }

    private async Task<(string Where, int AsSigned, int Otherwise)> PostAsync(FileChecksum checksum)
    {
        var signed = (await SessionAsync()).SignFormUpload(Upload(checksum));
        var form = new PresignedUpload("POST", signed.Url, fields: signed.Fields);
        return ("POST", Status(await store.PostAsync(form, Body)), Status(await store.PostAsync(form, Other)));
    }

    private async Task<(string Where, int AsSigned, int Otherwise)> PartAsync(FileChecksum checksum)
    {
        try
        {
            await using var upload = await PartUpload.BeginAsync(
                store, checksum: ChecksumAlgorithm.FindValue(checksum.Algorithm.ToString().ToUpperInvariant()));
            var header = new NameValue("x-amz-checksum-" + checksum.Algorithm.ToString().ToLowerInvariant(), checksum.Value);
            var url = upload.Sign(1, new NameValue("Content-Length", $"{Body.Length}"), header);
            void Declare(HttpRequestMessage request) => request.Headers.TryAddWithoutValidation(header.Name, header.Value);
            return ("part", Status(await upload.SendAsync(url, Body, Declare)), Status(await upload.SendAsync(url, Other, Declare)));
        }
        catch (AmazonS3Exception e)
        {
            return ("part", (int)e.StatusCode, (int)e.StatusCode);
        }
    }

    private static UploadSpecification Upload(FileChecksum checksum) => new(
        new($"conformance/{Guid.NewGuid():N}.mp4"),
        DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()),
        TimeSpan.FromMinutes(5),
        "video/mp4",
        Body.Length,
        WriteOnce: false,
        checksum,
        StoredAttributes.None);

    private ValueTask<ISigningSession> SessionAsync() => store.Provider.OpenSessionAsync(TestContext.Current.CancellationToken);
}
