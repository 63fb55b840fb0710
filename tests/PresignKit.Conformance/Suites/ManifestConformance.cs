using System.Buffers;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Xml.Linq;
using PresignKit.Conformance.Stores;
using PresignKit.Testing;

namespace PresignKit.Conformance.Suites;

/// <summary>MPDs that ffmpeg makes: each signed URL returns the bytes of the file that the MPD names, and no file is left out.</summary>
public abstract class ManifestConformance(ConformanceStore store)
{
    private static readonly XNamespace Mpd = "urn:mpeg:dash:schema:mpd:2011";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("template and timeline", "-use_template 1 -use_timeline 1 manifest.mpd")]
    [InlineData("template and number", "-use_template 1 -use_timeline 0 manifest.mpd")]
    [InlineData("list", "-use_template 0 -use_timeline 0 manifest.mpd")]
    [InlineData("list and timeline", "-use_template 0 -use_timeline 1 manifest.mpd")]
    [InlineData("one object with ranges", "-single_file 1 manifest.mpd")]
    [InlineData("names", "-map 0:v -init_seg_name $RepresentationID$/ä(+)-init.mp4 -media_seg_name $RepresentationID$/t-$Time$.m4s manifest.mpd")]
    public async Task Film_OfFfmpeg_EveryUrlReturnsItsFile(string form, string options)
    {
        var folder = Directory.CreateTempSubdirectory("presignkit-dash-").FullName;
        try
        {
            await EncodeAsync(folder, options);
            var manifest = await SignAsync(folder);

            var fetched = new HashSet<string>(StringComparer.Ordinal);
            foreach (var (url, range) in Addresses(manifest))
            {
                fetched.Add(await FetchAsync(folder, url, range, mayBeMissing: form == "template and number"));
            }

            // Where only numbers and a duration say which segments there are, ffmpeg makes more or fewer at the end of the audio track.
            Assert.True(fetched.Count >= (form.StartsWith("one", StringComparison.Ordinal) ? 2 : 6), string.Join(", ", fetched));
            var left = Files(folder).Where(name => name != "manifest.mpd").Except(fetched).ToList();
            Assert.True(left.Count <= (form == "template and number" ? 1 : 0), string.Join(", ", left));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Film_OfOneObjectWithAnIndex_EveryUrlReturnsItsFile()
    {
        var folder = Directory.CreateTempSubdirectory("presignkit-dash-").FullName;
        try
        {
            await EncodeAsync(folder, "-global_sidx 1 -single_file 1 manifest.mpd");
            var path = Path.Combine(folder, "manifest.mpd");
            var plain = XDocument.Parse(await File.ReadAllTextAsync(path, Cancellation));
            foreach (var list in plain.Descendants(Mpd + "SegmentList").ToList())
            {
                list.ReplaceWith(new XElement(Mpd + "SegmentBase", new XAttribute("indexRange", "0-1023"), list.Element(Mpd + "Initialization")));
            }

            await File.WriteAllTextAsync(path, plain.ToString(), Cancellation);

            var manifest = await SignAsync(folder);

            Assert.Equal(2, manifest.Descendants(Mpd + "SegmentBase").Count());
            var urls = manifest.Descendants(Mpd + "BaseURL").Select(element => element.Value).ToList();
            Assert.Equal(2, urls.Count);
            foreach (var url in urls)
            {
                await FetchAsync(folder, url, "0-1023");
                await FetchAsync(folder, url, null);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<(string Url, string? Range)> Addresses(XDocument manifest) =>
        from element in manifest.Descendants()
        from url in element.Attributes().Where(attribute => attribute.Name.LocalName is "media" or "sourceURL" or "index")
        select (url.Value, (string?)element.Attribute(element.Name.LocalName == "SegmentURL" ? "mediaRange" : "range"));

    private static async Task EncodeAsync(string folder, string options)
    {
        const string film = "-hide_banner -loglevel error -f lavfi -i testsrc2=size=160x90:rate=12:duration=10 -f lavfi -i sine=duration=10 "
            + "-c:v libx264 -preset ultrafast -g 24 -sc_threshold 0 -c:a aac -f dash -seg_duration 2 ";
        foreach (var representation in new[] { "0", "1" })
        {
            // ffmpeg makes no folders.
            Directory.CreateDirectory(Path.Combine(folder, representation));
        }

        var start = new ProcessStartInfo("ffmpeg", film + options) { WorkingDirectory = folder, RedirectStandardError = true, RedirectStandardInput = true };
        Process? process = null;
        try
        {
            process = Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // Reported below.
        }

        TestRequirement.Check("ffmpeg", process is null ? "ffmpeg was not found on the PATH. Install it; the tests create films with it." : null);
        using (process)
        {
            process!.StandardInput.Close();
            var errors = await process.StandardError.ReadToEndAsync(Cancellation);
            await process.WaitForExitAsync(Cancellation);
            Assert.True(process.ExitCode == 0, errors);
        }
    }

    private static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/'));

    private async Task<XDocument> SignAsync(string folder)
    {
        var root = $"films/{Guid.NewGuid():N}/";
        foreach (var name in Files(folder))
        {
            await using var content = File.OpenRead(Path.Combine(folder, name));
            await store.Objects.PutAsync(new(root + name), content, "application/octet-stream", cancellationToken: Cancellation);
        }

        var output = new ArrayBufferWriter<byte>();
        var signed = await store.Playlists.SignAsync(new() { Playlist = new(root + "manifest.mpd"), Root = root }, output, Cancellation);

        var manifest = XDocument.Load(new MemoryStream(output.WrittenSpan.ToArray()));
        Assert.Equal("application/dash+xml", signed.ContentType);
        Assert.Empty(manifest.Descendants(Mpd + "SegmentTemplate"));
        return manifest;
    }

    // The name of the file.
    private async Task<string> FetchAsync(string folder, string url, string? range, bool mayBeMissing = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Range = range is null ? null : RangeHeaderValue.Parse("bytes=" + range);
        using var response = await store.Client.SendAsync(request, Cancellation);
        var body = await response.Content.ReadAsByteArrayAsync(Cancellation);
        var path = Uri.UnescapeDataString(url.Split('?')[0].Split("/films/")[1]);
        var name = path[(path.IndexOf('/', StringComparison.Ordinal) + 1)..];
        if (mayBeMissing && response.StatusCode == HttpStatusCode.NotFound && !File.Exists(Path.Combine(folder, name)))
        {
            return "manifest.mpd";
        }

        Assert.True(response.IsSuccessStatusCode, $"{name}: {(int)response.StatusCode} {System.Text.Encoding.UTF8.GetString(body)}");
        var expected = await File.ReadAllBytesAsync(Path.Combine(folder, name), Cancellation);
        if (range is not null)
        {
            var (first, last) = (int.Parse(range.Split('-')[0], null), int.Parse(range.Split('-')[1], null));
            expected = expected[first..Math.Min(last + 1, expected.Length)];
        }

        Assert.Equal(expected, body);
        return name;
    }
}
