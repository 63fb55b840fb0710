using System.IO.Hashing;
using System.Security.Cryptography;
using PresignKit.BrowserTests.Hosting;

namespace PresignKit.BrowserTests.Script;

/// <summary>The checksums of presignkit.js, against the platform's.</summary>
public sealed class DigestTests(Chromium chromium) : IAsyncLifetime
{
    private const string Digest =
        """
        async ({ algorithm, bytes }) => {
          const { digest } = await import("/hashing/digest.js");
          return digest(algorithm, new Blob([Uint8Array.from(atob(bytes), c => c.charCodeAt(0))]));
        }
        """;

    private ScriptPage? _page;

    /// <summary>Around the ends of blocks, words, and slices.</summary>
    private static int[] Lengths { get; } =
        [0, 1, 3, 7, 8, 9, 15, 55, 56, 57, 63, 64, 65, 119, 120, 127, 128, 1_000, 1_048_575, 1_048_576, 1_048_577, 2_097_160, 3_000_003];

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => _page = await ScriptPage.OpenAsync(chromium);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_page is not null)
        {
            await _page.DisposeAsync();
        }
    }

    [Fact]
    public async Task Digest_EachLength_IsThePlatforms()
    {
        foreach (var length in Lengths)
        {
            var bytes = RandomNumberGenerator.GetBytes(length);
            Assert.Equal((length, Crc(bytes)), (length, await DigestAsync("crc64nvme", bytes)));
            Assert.Equal((length, Md5(bytes)), (length, await DigestAsync("md5", bytes)));
            Assert.Equal((length, Convert.ToBase64String(SHA256.HashData(bytes))), (length, await DigestAsync("sha256", bytes)));
        }
    }

    [Fact]
    public async Task Crc64Nvme_CheckValueOfTheCatalog_IsTheSame() =>
        Assert.Equal(Convert.ToBase64String(Convert.FromHexString("AE8B14860A799888")), await DigestAsync("crc64nvme", "123456789"u8.ToArray()));

    [Fact]
    public async Task Hasher_ManyBlobsAtOnce_AnswersEachInTheWorker()
    {
        var answer = await _page!.EvaluateAsync(
            """
            async () => {
              const { acquireHasher } = await import("/hashing/hasher.js");
              const { digest } = await import("/hashing/digest.js");
              let fallbacks = 0;
              const hasher = acquireHasher(() => fallbacks++);
              const blobs = Array.from({ length: 40 }, (_, i) => new Blob([new Uint8Array(i * 1000).fill(i)]));
              const found = await Promise.all(blobs.map(blob => hasher.digest("crc64nvme", blob)));
              const expected = await Promise.all(blobs.map(blob => digest("crc64nvme", blob)));
              const again = acquireHasher(() => fallbacks++);
              hasher.release();
              const last = await again.digest("md5", new Blob(["a"]));
              again.release();
              return { same: JSON.stringify(found) === JSON.stringify(expected), fallbacks, last };
            }
            """);

        Assert.True(answer.GetProperty("same").GetBoolean());
        Assert.Equal(0, answer.GetProperty("fallbacks").GetInt32());
        Assert.Equal(Md5("a"u8), answer.GetProperty("last").GetString());
    }

    private static string Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = new Crc64(Crc64ParameterSet.Nvme);
        crc.Append(bytes);
        var digest = crc.GetCurrentHash();
        Array.Reverse(digest);
        return Convert.ToBase64String(digest);
    }

    // Only to compare with what stores report.
#pragma warning disable CA5351
    private static string Md5(ReadOnlySpan<byte> bytes) => Convert.ToBase64String(MD5.HashData(bytes));
#pragma warning restore CA5351

    private async Task<string?> DigestAsync(string algorithm, byte[] bytes) =>
        (await _page!.EvaluateAsync(Digest, new { algorithm, bytes = Convert.ToBase64String(bytes) })).GetString();
}
