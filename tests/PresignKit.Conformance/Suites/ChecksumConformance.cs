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
