using System.Net;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.AspNetCore.Tests.EndToEnd;
using PresignKit.AspNetCore.Tests.Fakes;

namespace PresignKit.AspNetCore.Tests.Playlists;

/// <summary>What a DASH player does, with an embedded store that verifies every signature.</summary>
public sealed class ManifestEndToEndTests
{
    private const string Root = "movies/42/dash/";

    private const string Manifest = """
        <?xml version="1.0" encoding="utf-8"?>
        <MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT8S">
          <Period>
            <AdaptationSet mimeType="video/mp4">
              <SegmentTemplate duration="4" initialization="$RepresentationID$/init.mp4" media="$RepresentationID$/$Number$.m4s"/>
              <Representation id="größe &amp; mehr" bandwidth="1"/>
            </AdaptationSet>
            <AdaptationSet mimeType="audio/mp4">
              <Representation id="a" bandwidth="1">
                <BaseURL>audio%20en.mp4</BaseURL>
                <SegmentBase indexRange="0-4"/>
              </Representation>
            </AdaptationSet>
          </Period>
        </MPD>

        """;

    [Theory]
    [InlineData("/media/playlists/42")]
    [InlineData("/media/playlists/42/manifest.mpd")]
    [InlineData("/media/playlists/42/MANIFEST.MPD")]
    public async Task Player_GetsEveryObject(string address)
    {
        await using var fixture = await StartAsync(Manifest);

        using var response = await fixture.App.Client.GetAsync(address, TestContext.Current.CancellationToken);

        Assert.Equal("application/dash+xml", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        Assert.Equal("default-src 'none'; sandbox", Assert.Single(response.Headers.GetValues("Content-Security-Policy")));
        var document = XDocument.Parse(await TextAsync(response));
        var urls = document.Descendants().Attributes()
            .Where(attribute => attribute.Name.LocalName is "media" or "sourceURL").Select(attribute => attribute.Value)
            .Concat(document.Descendants().Where(element => element.Name.LocalName == "BaseURL").Select(element => element.Value));
        var contents = new List<string>();
        foreach (var url in urls)
        {
            contents.Add(await fixture.Browser.GetStringAsync(url, TestContext.Current.CancellationToken));
        }

        Assert.Equal(["init", "first", "second", "audio"], contents);
    }

    [Fact]
    public async Task Player_RightIsWithdrawn_GetsNoMoreSignedUrls()
    {
        await using var fixture = await StartAsync(Manifest);
        fixture.App.Application.Playlists = _ => null;

        using var after = await fixture.App.Client.GetAsync("/media/playlists/42/manifest.mpd", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, after.StatusCode);
    }

    [Fact]
    public async Task Manifest_ThatNamesWhatItMustNot_IsAProblemAndNothingElse()
    {
        await using var fixture = await StartAsync(Manifest.Replace("audio%20en.mp4", "../41/secret.mp4", StringComparison.Ordinal));

        using var response = await fixture.App.Client.GetAsync("/media/playlists/42/manifest.mpd", TestContext.Current.CancellationToken);

        var problem = await response.ShouldFailAsync(HttpStatusCode.UnprocessableEntity, PlaylistErrorCodes.PlaylistUriParent);
        Assert.StartsWith("Line 10: ", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private static async Task<StoreFixture> StartAsync(string manifest)
    {
        var fixture = await StoreFixture.StartAsync(map: app => app.MapPresignKitPlaylists("/media").RequireAuthorization());
        fixture.App.Application.Playlists = ticket =>
            ticket is { UserId: "anna", Id: "42" } ? new() { Playlist = new(Root + "manifest.mpd"), Root = Root } : null;
        var store = fixture.App.Services.GetRequiredService<IObjectStore>();
        foreach (var (name, text) in new[]
        {
            ("manifest.mpd", manifest), ("MANIFEST.MPD", manifest), ("größe & mehr/init.mp4", "init"), ("größe & mehr/1.m4s", "first"),
            ("größe & mehr/2.m4s", "second"), ("audio en.mp4", "audio"),
        })
        {
            using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
            await store.PutAsync(new(Root + name), content, "application/octet-stream", cancellationToken: TestContext.Current.CancellationToken);
        }

        return fixture;
    }

    private static async Task<string> TextAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, text);
        return text;
    }
}
