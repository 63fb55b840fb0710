using System.Buffers.Binary;
using System.IO.Hashing;
using System.Security.Cryptography;
using PresignKit.Completion;
using PresignKit.Providers;
using PresignKit.Tests.Fakes;

// MD5 is what stores use for ETags; no security depends on it.
#pragma warning disable CA5351

namespace PresignKit.Tests.Completion;

public sealed class TransferCheckTests
{
    private const int PartSize = 5 * 1024 * 1024;

    private static readonly StoreProfile Telling = MemoryStore.Strict with { ETagIsMd5 = Capability.Yes, ComputesCrc64Nvme = Capability.Yes };

    [Fact]
    public void Combine_RandomSplits_IsTheCrcOfTheWhole()
    {
        var random = new Random(11);
        for (var i = 0; i < 500; i++)
        {
            var bytes = new byte[random.Next(0, 5000)];
            random.NextBytes(bytes);
            var cut = random.Next(0, bytes.Length + 1);

            var combined = Crc64Combination.Combine(Crc(bytes[..cut]), Crc(bytes[cut..]), bytes.Length - cut);

            Assert.Equal(Crc(bytes), combined);
        }
    }

    [Fact]
    public void Combine_PartsOfTerabytes_AgreesWithItself()
    {
        // (a + b) + c = a + (b + c), with lengths that no test could hash.
        const long b = (5L * 1024 * 1024 * 1024) - 1;
        const long c = 40L * 1024 * 1024 * 1024 * 1024;

        var left = Crc64Combination.Combine(Crc64Combination.Combine(1, 2, b), 3, c);
        var right = Crc64Combination.Combine(1, Crc64Combination.Combine(2, 3, c), b + c);

        Assert.Equal(left, right);
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(PartSize + 17, false)]
    [InlineData((2 * PartSize) + 99, false)]
    public void Matches_OneBitFlippedOnTheWay_IsFound(int flipped, bool same)
    {
        var sent = Bytes((2 * PartSize) + 100);
        var received = (byte[])sent.Clone();
        if (flipped >= 0)
        {
            received[flipped] ^= 0x10;
        }

        var check = TransferCheck.Create(Upload(sent.Length), Crcs(sent), Telling, EncryptionRule.BucketDefault)!;
        var found = new ObjectProperties(sent.Length, "video/mp4", "\"x-3\"", default)
        {
            Checksum = new(FileChecksumAlgorithm.Crc64Nvme, Base64(Crc(received))),
        };

        Assert.Equal(same, check.Matches(found));
    }

    [Fact]
    public void FindDifferent_Md5OfOneOtherPart_NamesIt()
    {
        var sent = Bytes((2 * PartSize) + 100);
        var received = (byte[])sent.Clone();
        received[PartSize] ^= 1;

        var check = TransferCheck.Create(Upload(sent.Length), Md5s(sent), Telling, EncryptionRule.BucketDefault)!;

        Assert.Equal([2], check.FindDifferent(Parts(received)));
        Assert.Empty(check.FindDifferent(Parts(sent)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Matches_ETagOfPartsThatWereCompletedBefore_IsFound(bool same)
    {
        var sent = Bytes((2 * PartSize) + 100);
        var hashes = Md5s(sent);
        var whole = MD5.HashData(hashes.Parts.SelectMany(Convert.FromBase64String).ToArray());
        whole[0] ^= (byte)(same ? 0 : 1);
        var found = new ObjectProperties(sent.Length, "video/mp4", $"\"{Convert.ToHexStringLower(whole)}-3\"", default);

        var check = TransferCheck.Create(Upload(sent.Length), hashes, Telling, EncryptionRule.BucketDefault)!;

        Assert.Equal(same, check.Matches(found));
    }

    [Theory]
    [InlineData(TransferChecksumAlgorithm.Md5, Capability.Unknown, Capability.Yes)]
    [InlineData(TransferChecksumAlgorithm.Crc64Nvme, Capability.Yes, Capability.No)]
    [InlineData(TransferChecksumAlgorithm.Crc64Nvme, Capability.No, Capability.No)]
    public void Create_StoreThatDoesNotTell_IsRefused(TransferChecksumAlgorithm algorithm, Capability md5, Capability crc)
    {
        var profile = Telling with { ETagIsMd5 = md5, ComputesCrc64Nvme = crc };

        AssertInvalid(() => TransferCheck.Create(Upload(10), new(algorithm, ["AAAAAAAAAAA="]), profile, EncryptionRule.BucketDefault));
    }

    [Fact]
    public void Create_Md5OfUploadsEncryptedWithAKeyService_IsRefused() => AssertInvalid(() => TransferCheck.Create(
        Upload(10), new(TransferChecksumAlgorithm.Md5, [Convert.ToBase64String(new byte[16])]), Telling, EncryptionRule.KeyService));

    [Theory]
    [InlineData("")]
    [InlineData("AAAAAAAAAAA=,AAAAAAAAAAA=")]
    [InlineData("AAAAAAAAAA==")]
    [InlineData("AAAAAAAAAAAA")]
    [InlineData("not base64!!")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    public void Create_MalformedChecksums_AreRefused(string parts)
    {
        string[] list = parts.Length == 0 ? [] : parts.Split(',');

        AssertInvalid(() => TransferCheck.Create(
            Upload(10), new(TransferChecksumAlgorithm.Crc64Nvme, list), Telling, EncryptionRule.BucketDefault));
    }

    [Fact]
    public void Create_WrongNumberOrAlgorithm_SaysWhatToSend()
    {
        TransferChecksums two = new(TransferChecksumAlgorithm.Crc64Nvme, ["AAAAAAAAAAA=", "AAAAAAAAAAA="]);
        TransferChecksums md5 = new(TransferChecksumAlgorithm.Md5, [Convert.ToBase64String(new byte[16])]);
        var withoutMd5 = Telling with { ETagIsMd5 = Capability.Unknown };

        var number = Assert.Throws<PolicyViolationException>(() => TransferCheck.Create(Upload(10), two, Telling, EncryptionRule.BucketDefault));
        var algorithm = Assert.Throws<PolicyViolationException>(() => TransferCheck.Create(Upload(10), md5, withoutMd5, EncryptionRule.BucketDefault));

        Assert.EndsWith(
            "The number of checksums is 2, and the number of parts is 1. Send one for each part, in their order.", number.Message, StringComparison.Ordinal);
        Assert.EndsWith("At this store, these algorithms are possible: crc64nvme.", algorithm.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Matches_StoreThatReportsNoCrc_RefusesToCompare() => AssertInvalid(() => TransferCheck
        .Create(Upload(10), new(TransferChecksumAlgorithm.Crc64Nvme, ["AAAAAAAAAAA="]), Telling, EncryptionRule.BucketDefault)!
        .Matches(new(10, "video/mp4", "\"x\"", default)));

    private static void AssertInvalid(Func<object?> create) =>
        Assert.Equal(ErrorCodes.TransferChecksumsInvalid, Assert.Throws<PolicyViolationException>(create).Code);

    private static DeclaredUpload Upload(long size) => new()
    {
        StoreName = "media",
        Policy = "video",
        Key = new("uploads/a.mp4"),
        ContentType = "video/mp4",
        Size = size,
        UploadId = "upload",
        PartSize = size > PartSize ? PartSize : null,
    };

    private static byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    private static TransferChecksums Crcs(byte[] bytes) =>
        new(TransferChecksumAlgorithm.Crc64Nvme, [.. bytes.Chunk(PartSize).Select(part => Base64(Crc(part)))]);

    private static TransferChecksums Md5s(byte[] bytes) =>
        new(TransferChecksumAlgorithm.Md5, [.. bytes.Chunk(PartSize).Select(part => Convert.ToBase64String(MD5.HashData(part)))]);

    private static UploadedPart[] Parts(byte[] bytes) =>
        [.. bytes.Chunk(PartSize).Select((part, i) => new UploadedPart(i + 1, part.Length, $"\"{Convert.ToHexStringLower(MD5.HashData(part))}\""))];

    private static ulong Crc(byte[] bytes)
    {
        var crc = new Crc64(Crc64ParameterSet.Nvme);
        crc.Append(bytes);
        return crc.GetCurrentHashAsUInt64();
    }

    private static string Base64(ulong crc)
    {
        var bytes = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, crc);
        return Convert.ToBase64String(bytes);
    }
}
