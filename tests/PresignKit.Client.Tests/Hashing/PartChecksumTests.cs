using System.Text;
using PresignKit.Client.Hashing;

namespace PresignKit.Client.Tests.Hashing;

public sealed class PartChecksumTests
{
    [Theory]
    [InlineData("123456789", "rosUhgp5mIg=")]
    [InlineData("", "AAAAAAAAAAA=")]
    public void Crc64Nvme_KnownValues_AreThoseOfS3(string text, string expected)
    {
        var checksum = PartChecksum.Start("crc64nvme");
        checksum.Append(Encoding.ASCII.GetBytes(text));

        Assert.Equal(expected, checksum.Finish());
    }

    [Theory]
    [InlineData("", "d41d8cd98f00b204e9800998ecf8427e")]
    [InlineData("abc", "900150983cd24fb0d6963f7d28e17f72")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345678901234567890", "57edf4a22be3c955ac49da2e2107b67a")]
    public void Md5_VectorsOfRfc1321_Match(string text, string expected)
    {
        var checksum = PartChecksum.Start("md5");
        checksum.Append(Encoding.ASCII.GetBytes(text));

        Assert.Equal(expected, Convert.ToHexStringLower(Convert.FromBase64String(checksum.Finish())));
    }
}
