using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using PresignKit.SigV4.Batching;
using PresignKit.SigV4.Hashing;
using PresignKit.SigV4.Signing;
using PresignKit.SigV4.Tests.Widths;

namespace PresignKit.SigV4.Tests.Batching;

/// <summary>
/// What hashes a batch. <see cref="WidthTests"/> also runs these tests in processes with narrower vectors than this one.
/// </summary>
public class WindowSignaturesTests
{
    [Fact]
    public void Lanes_InThisProcess_AreThoseOfItsWidestVector()
    {
        var hashedBy = ThisProcess.HashedBy;
        if (hashedBy != HashedBy.Platform)
        {
            Assert.Equal(hashedBy >= HashedBy.Vectors512, Vector512.IsHardwareAccelerated);
            Assert.Equal(hashedBy >= HashedBy.Vectors256, Vector256.IsHardwareAccelerated);
            Assert.Equal(hashedBy >= HashedBy.Vectors128, Vector128.IsHardwareAccelerated);
            Assert.Equal(hashedBy >= HashedBy.Vectors128, ScheduledCompression.IsSupported);
        }

        var lanes = hashedBy switch { HashedBy.Vectors512 => 16, HashedBy.Vectors256 => 8, HashedBy.Vectors128 => 4, _ => 1 };
        Assert.Equal(lanes, WindowSignatures.Lanes);
    }

    [Fact]
    public void Hmac_InThisProcess_IsOursUnlessThePlatformHashes()
    {
        var key = SigningKey.Derive(new SigV4Credentials("AKIDEXAMPLE", "secret"), "20261124", "eu-central-1", "s3");
        if (ThisProcess.HashedBy != HashedBy.Platform)
        {
            Assert.False(PlatformCryptography.IsUsed);
            Assert.NotNull(key.Hmac);
            return;
        }

        Assert.True(PlatformCryptography.IsUsed);
        Assert.True(PlatformCryptography.IsDemanded || RuntimeInformation.ProcessArchitecture != Architecture.X64);
        Assert.Throws<InvalidOperationException>(() => key.Hmac);
    }
}
