using System.Security.Cryptography;
using System.Text;
using PresignKit.LocalS3.Checksums;

namespace PresignKit.LocalS3.Tests.Checksums;

public sealed class CrcTests
{
    // The check values of the CRC catalog, computed over "123456789".
    [Theory]
    [InlineData("Crc32", "CBF43926")]
    [InlineData("Crc32C", "E3069283")]
    [InlineData("Crc64Nvme", "AE8B14860A799888")]
    public void Finish_CheckInput_IsTheCheckValue(string algorithm, string expected)
    {
        using var hasher = ChecksumHasher.Create(Enum.Parse<ChecksumAlgorithm>(algorithm));

        hasher.Append(Encoding.ASCII.GetBytes("123456789"));

        Assert.Equal(expected, Convert.ToHexString(hasher.Finish()));
    }

    // The values of the empty input in the specification of XXH.
    [Theory]
    [InlineData("XxHash64", "EF46DB3751D8E999")]
    [InlineData("XxHash3", "2D06800538D394C2")]
    [InlineData("XxHash128", "99AA06D3014798D86001C324468D497F")]
    public void Finish_NoInput_IsTheSpecifiedValue(string algorithm, string expected)
    {
        using var hasher = ChecksumHasher.Create(Enum.Parse<ChecksumAlgorithm>(algorithm));

        Assert.Equal(expected, Convert.ToHexString(hasher.Finish()));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 9)]
    [InlineData(1, 0)]
    [InlineData(13, 100_001)]
    [InlineData(65_536, 7)]
    public void Combine_TwoSequences_IsTheCrcOfTheirConcatenation(int first, int second)
    {
        var bytes = RandomNumberGenerator.GetBytes(first + second);
        foreach (var crc in new[] { CrcParameters.Crc32, CrcParameters.Crc32C, CrcParameters.Crc64Nvme })
        {
            var combined = crc.Combine(Of(crc, bytes.AsSpan(0, first)), Of(crc, bytes.AsSpan(first)), second);

            Assert.Equal(Of(crc, bytes), combined);
        }
    }

    private static ulong Of(CrcParameters crc, ReadOnlySpan<byte> bytes) => crc.Append(crc.Mask, bytes) ^ crc.Mask;
}
