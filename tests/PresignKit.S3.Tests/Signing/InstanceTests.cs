using System.Buffers;
using Microsoft.Extensions.Time.Testing;
using PresignKit.S3.Tests.Fakes;

namespace PresignKit.S3.Tests.Signing;

/// <summary>Several instances of an application, which share nothing but their settings, sign the same URL within a window: browsers find it in their cache whoever answers.</summary>
public sealed class InstanceTests
{
    private static readonly ObjectKey[] Keys = [.. Enumerable.Range(0, 40).Select(i => new ObjectKey($"films/größe {i}.mp4"))];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>TestApp.Now is the start of a window of fifteen minutes.</summary>
    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(0, 899, true)]
    [InlineData(450, 451, true)]
    [InlineData(899, 900, false)]
    [InlineData(0, -1, false)]
    public async Task Url_OfTwoInstances_IsTheSameWithinAWindow(int secondsOfOne, int secondsOfOther, bool isSame)
    {
        var (one, other) = (await SignAsync(secondsOfOne), await SignAsync(secondsOfOther));

        Assert.Equal(isSame, one.Single == other.Single);
        Assert.Equal(isSame, one.ExpiresAt == other.ExpiresAt);
        Assert.Equal(isSame, one.Batch.SequenceEqual(other.Batch));
        Assert.Equal(isSame, one.Written.SequenceEqual(other.Written));

        // However it is signed, it is the same URL.
        Assert.Equal(one.Single, one.Batch[0]);
        Assert.StartsWith(one.Single, System.Text.Encoding.UTF8.GetString(one.Written), StringComparison.Ordinal);
    }

    private static async Task<(string Single, DateTimeOffset ExpiresAt, string[] Batch, byte[] Written)> SignAsync(int seconds)
    {
        await using var instance = TestApp.WithStore(_ => { }, new FakeTimeProvider(TestApp.Now.AddSeconds(seconds)));
        var issuer = instance.Issuer();
        var single = await issuer.IssueDownloadUrlAsync(Keys[0], cancellationToken: Cancellation);
        var batch = await issuer.IssueDownloadUrlsAsync(Keys, cancellationToken: Cancellation);
        var written = new ArrayBufferWriter<byte>();
        await issuer.WriteDownloadUrlsAsync(Keys, written, cancellationToken: Cancellation);
        return (single.RevealUrl(), single.ExpiresAt, [.. batch.Select(url => url.RevealUrl())], written.WrittenSpan.ToArray());
    }
}
