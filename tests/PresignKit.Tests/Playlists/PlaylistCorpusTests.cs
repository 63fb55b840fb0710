namespace PresignKit.Tests.Playlists;

/// <summary>Random playlists, of which is known what must become of them.</summary>
public sealed class PlaylistCorpusTests
{
    private const int Playlists = 400;

    [Fact]
    public async Task Corpus_EveryAddressIsSignedOrKept_AndAllElseIsUnchanged()
    {
        var app = new PlaylistApplication();
        var addresses = 0;
        for (var seed = 0; seed < Playlists; seed++)
        {
            var generator = new PlaylistGenerator(new Random(seed), PlaylistApplication.Signed);
            generator.Generate();

            var (text, signed) = await app.SignAsync(generator.Plain);

            Assert.True(generator.Expected == text, $"Seed {seed}:\n{generator.Plain}\n---\n{text}");
            Assert.Equal(generator.Counts, (signed.SignedUris, signed.ChildPlaylists, signed.Keys, signed.UnknownTags));
            addresses += signed.SignedUris + signed.ChildPlaylists + signed.Keys;
        }

        Assert.True(addresses > 10_000, $"{addresses}");
    }
}
