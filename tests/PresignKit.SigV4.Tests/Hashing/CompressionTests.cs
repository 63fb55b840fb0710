using System.Security.Cryptography;
using PresignKit.SigV4.Hashing;

namespace PresignKit.SigV4.Tests.Hashing;

internal delegate void CompressBlocks(ref Sha256State state, ReadOnlySpan<byte> blocks);

/// <summary>Our SHA-256 compared with the platform's, one message at a time.</summary>
public class CompressionTests
{
    private const int LongestMessage = 1100;

    [Fact]
    public void Scalar_EveryLength_ReturnsThePlatformsHash() => AssertEveryLength(ScalarCompression.Compress);

    [Fact]
    public void Scheduled_EveryLength_ReturnsThePlatformsHash()
    {
        Assert.SkipUnless(ScheduledCompression.IsSupported, "The processor has no 128-bit vectors, or they are turned off.");
        AssertEveryLength(ScheduledCompression.Compress);
    }

    [Fact]
    public void Hash_EveryLength_ReturnsThePlatformsHash()
    {
        Span<byte> hash = stackalloc byte[Sha256.Size];
        for (var length = 0; length <= LongestMessage; length++)
        {
            var message = RandomNumberGenerator.GetBytes(length);
            Sha256.Hash(message, hash);
            Assert.Equal(SHA256.HashData(message), hash);
        }
    }

    [Fact]
    public void Absorb_MessageSplitAtEveryBlock_ReturnsTheSameHash()
    {
        var message = RandomNumberGenerator.GetBytes(10 * Sha256Constants.BlockSize + 17);
        Span<byte> hash = stackalloc byte[Sha256.Size];
        for (var at = 0; at <= message.Length; at += Sha256Constants.BlockSize)
        {
            var state = Sha256State.Initial;
            state.Absorb(message.AsSpan(0, at));
            state.Absorb(message.AsSpan(at), message.Length);
            state.CopyTo(hash);
            Assert.Equal(SHA256.HashData(message), hash);
        }
    }

    [Fact]
    public void Hash_OneBitChanged_ReturnsAnotherHash()
    {
        var message = RandomNumberGenerator.GetBytes(100);
        Span<byte> before = stackalloc byte[Sha256.Size];
        Span<byte> after = stackalloc byte[Sha256.Size];
        Sha256.Hash(message, before);
        message[57] ^= 4;
        Sha256.Hash(message, after);
        Assert.False(before.SequenceEqual(after));
    }

    [Fact]
    public void Hmac_EveryLengthOfKeyAndMessage_ReturnsThePlatformsMac()
    {
        Span<byte> mac = stackalloc byte[Sha256.Size];
        for (var length = 0; length <= 300; length++)
        {
            var key = RandomNumberGenerator.GetBytes(length % (Sha256Constants.BlockSize + 1));
            var message = RandomNumberGenerator.GetBytes(length);
            new HmacSha256(key).Sign(message, mac);
            Assert.Equal(HMACSHA256.HashData(key, message), mac);
        }
    }

    [Fact]
    public void Hmac_KeyLongerThanABlock_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new HmacSha256(new byte[Sha256Constants.BlockSize + 1]));

    private static void AssertEveryLength(CompressBlocks compress)
    {
        Span<byte> hash = stackalloc byte[Sha256.Size];
        for (var length = 0; length <= LongestMessage; length++)
        {
            var message = RandomNumberGenerator.GetBytes(length);
            var state = Sha256State.Initial;
            compress(ref state, Padded.Of(message));
            state.CopyTo(hash);
            Assert.Equal(SHA256.HashData(message), hash);
        }
    }
}
