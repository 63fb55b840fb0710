using System.Formats.Asn1;
using System.Security.Cryptography;
using PresignKit.CloudFront.Keys;
using PresignKit.CloudFront.Tests.Fakes;

namespace PresignKit.CloudFront.Tests.Keys;

public sealed class DerSignatureTests
{
    public static TheoryData<string, string> Integers => new MatrixTheoryData<string, string>(Edges, Edges);

    private static string[] Edges =>
    [
        new('0', 64), $"{new string('0', 62)}01", $"{new string('0', 62)}7f", $"{new string('0', 62)}80", $"00{new string('7', 62)}",
        $"00{new string('8', 62)}", $"7{new string('f', 63)}", $"80{new string('0', 62)}", new('f', 64),
    ];

    [Theory]
    [MemberData(nameof(Integers))]
    public void Write_EachNumberOfBytes_IsWhatThePlatformWrites(string first, string second)
    {
        var expected = new AsnWriter(AsnEncodingRules.DER);
        using (expected.PushSequence())
        {
            expected.WriteIntegerUnsigned(Trimmed(first));
            expected.WriteIntegerUnsigned(Trimmed(second));
        }

        // Nothing that was there before remains.
        Span<byte> signature = stackalloc byte[72];
        signature.Fill(0xAA);
        var size = DerSignature.Write(Convert.FromHexString(first + second), signature);

        Assert.Equal(expected.Encode(), signature[..size].ToArray());
    }

    [Fact]
    public void Write_ManySignatures_AreVerified()
    {
        var hash = SHA256.HashData("policy"u8);
        var signature = new byte[72];
        for (var i = 0; i < 1000; i++)
        {
            var size = DerSignature.Write(TestKeys.Ecdsa.SignHash(hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation), signature);

            Assert.True(TestKeys.Ecdsa.VerifyHash(hash, signature.AsSpan(0, size), DSASignatureFormat.Rfc3279DerSequence));
        }
    }

    [Theory]
    [InlineData(63)]
    [InlineData(96)]
    public void Write_OfAnotherCurve_IsRefused(int size) =>
        Assert.Throws<ArgumentException>(() => DerSignature.Write(new byte[size], new byte[128]));

    private static byte[] Trimmed(string number) => Convert.FromHexString(number) is var bytes && bytes.AsSpan().IndexOfAnyExcept((byte)0) is >= 0 and var start
        ? bytes[start..]
        : [0];
}
