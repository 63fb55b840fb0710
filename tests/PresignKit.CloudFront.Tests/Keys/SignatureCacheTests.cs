using PresignKit.CloudFront.Keys;

namespace PresignKit.CloudFront.Tests.Keys;

public sealed class SignatureCacheTests
{
    [Fact]
    public void Add_Again_ReturnsTheFirstSignature()
    {
        var cache = new SignatureCache();
        byte[] first = [1];

        Assert.Same(first, cache.Add(Hash(1), first));
        Assert.Same(first, cache.Add(Hash(1), [2]));
        Assert.True(cache.TryGet(Hash(1), out var found));
        Assert.Same(first, found);
        Assert.False(cache.TryGet(Hash(2), out _));
    }

    [Fact]
    public void Add_ManyMore_ForgetsWhatNobodyAskedFor()
    {
        var cache = new SignatureCache(generation: 10);
        byte[] asked = [1];
        cache.Add(Hash(0), asked);
        cache.Add(Hash(-1), [2]);
        for (var i = 1; i < 100; i++)
        {
            cache.Add(Hash(i), [0]);
            Assert.True(cache.TryGet(Hash(0), out var found));
            Assert.Same(asked, found);
        }

        Assert.False(cache.TryGet(Hash(-1), out _));
    }

    private static HashValue Hash(int number) => HashValue.Of(BitConverter.GetBytes(number), CloudFrontHashAlgorithm.Sha256);
}
