using System.Text.Json;

namespace PresignKit.Tests;

public sealed class FileChecksumTests
{
    [Theory]
    [InlineData("sha256:ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=", FileChecksumAlgorithm.Sha256)]
    [InlineData("crc32:NSRBwg==", FileChecksumAlgorithm.Crc32)]
    [InlineData("crc32c:NhCmhg==", FileChecksumAlgorithm.Crc32C)]
    [InlineData("crc64nvme:BeXKuz/B+us=", FileChecksumAlgorithm.Crc64Nvme)]
    [InlineData("sha1:qZk+NkcGgWq6PiVxeFDCbJzQ2J0=", FileChecksumAlgorithm.Sha1)]
    [InlineData("md5:kAFQmDzST7DWlj99KOF/cg==", FileChecksumAlgorithm.Md5)]
    [InlineData("xxhash64:BeXKuz/B+us=", FileChecksumAlgorithm.XxHash64)]
    [InlineData("xxhash3:BeXKuz/B+us=", FileChecksumAlgorithm.XxHash3)]
    [InlineData("xxhash128:kAFQmDzST7DWlj99KOF/cg==", FileChecksumAlgorithm.XxHash128)]
    public void Parse_Text_IsTheSameAgain(string text, FileChecksumAlgorithm algorithm)
    {
        var checksum = FileChecksum.Parse(text);

        Assert.Equal((algorithm, text), (checksum.Algorithm, checksum.ToString()));
        var name = algorithm.ToString();
        Assert.Equal(checksum, FileChecksum.Parse(text.Replace(name, name.ToUpperInvariant(), StringComparison.OrdinalIgnoreCase)));
        Assert.Equal(checksum, FileChecksum.Create(algorithm, Convert.FromBase64String(checksum.Value)));
        Assert.Equal(checksum, JsonSerializer.Deserialize<FileChecksum>(JsonSerializer.Serialize(checksum)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("crc32c")]
    [InlineData("crc32c:")]
    [InlineData(":NhCmhg==")]
    [InlineData("crc16:NhCmhg==")]
    [InlineData("1:NSRBwg==")]
    [InlineData("crc32c: NhCmhg==")]
    [InlineData("crc32c:NhCmhg==\n")]
    [InlineData("crc32c:NhCmhg")]
    [InlineData("crc32c:NhCmhh==")]
    [InlineData("crc32c:NhCm\nhg=")]
    [InlineData("crc64nvme:NhCmhg==")]
    [InlineData("crc32:BeXKuz/B+us=")]
    [InlineData("sha256:ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa")]
    [InlineData("sha256: ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=")]
    public void Parse_AnythingElse_IsRefused(string text)
    {
        Assert.False(FileChecksum.TryParse(text, out _));
        Assert.Throws<FormatException>(() => FileChecksum.Parse(text));
    }

    [Fact]
    public void Create_OtherLengthOrAlgorithm_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => FileChecksum.Create(FileChecksumAlgorithm.Sha512, new byte[32]));
        Assert.Throws<ArgumentException>(() => new FileChecksum(FileChecksumAlgorithm.Crc32, "BeXKuz/B+us="));
        Assert.Throws<ArgumentOutOfRangeException>(() => FileChecksum.Create((FileChecksumAlgorithm)77, new byte[4]));
        Assert.False(FileChecksum.TryCreate((FileChecksumAlgorithm)(-1), "NSRBwg==", out _));
    }
}
