using PresignKit.BrowserTests.Clients.Stores;
using PresignKit.BrowserTests.Hosting;

namespace PresignKit.BrowserTests.Downloads;

/// <summary>The names that Chromium gives to files, for names that users and attackers give to theirs: what docs/downloads.md promises.</summary>
public sealed class DownloadNameTests(Chromium chromium)
{
    // The name that the application passes on, and the one that the file has then; null: the same. What the library itself changes is in ContentDisposition; the
    // rest is Chromium's doing on Linux: characters that some file system does not have, dots and spaces at the ends, and composed accents.
    private static readonly (string Name, string? Saved)[] Names =
    [
        ("plain.mp4", null),
        ("with space.mp4", null),
        ("it's.mp4", null),
        ("'quoted'.mp4", null),
        ("say \"hi\".mp4", "say _hi_.mp4"),
        ("back\\slash.mp4", "back_slash.mp4"),
        ("a/b.mp4", "a_b.mp4"),
        ("../../up.mp4", "_.._up.mp4"),
        ("..\\..\\up.mp4", "_.._up.mp4"),
        ("/etc/passwd", "_etc_passwd"),
        ("C:\\boot.ini", "C__boot.ini"),
        ("100%.mp4", null),
        ("%41.mp4", null),
        ("a%2Fb.mp4", null),
        ("a%00b.mp4", null),
        ("a%0d%0aSet-Cookie: x.mp4", "a%0d%0aSet-Cookie_ x.mp4"),
        ("a;b.mp4", null),
        ("a; filename=evil.exe", null),
        ("a, b.mp4", null),
        ("a=b.mp4", null),
        ("UTF-8''x.mp4", null),
        ("emoji \U0001F3AC.mp4", null),
        ("\U0001F468\u200D\U0001F469\u200D\U0001F467.mp4", "\U0001F468_\U0001F469_\U0001F467.mp4"),
        ("Cafe\u0301.mp4", "Caf\u00E9.mp4"),
        ("日本語 動画.mp4", null),
        ("فيديو.mp4", null),
        ("Größe für Straße.mp4", null),
        ("photo\u202Egpj.exe", "photo_gpj.exe"),
        ("\u200Fשלום.mp4", "שלום.mp4"),
        (".htaccess", "htaccess"),
        (".mp4", "mp4"),
        ("...mp4", "mp4"),
        ("CON.mp4", null),
        ("con", null),
        ("nul.tar.gz", null),
        ("name.", "name"),
        ("name ", "name_"),
        (" leading.mp4", "leading.mp4"),
        ("~root.mp4", "_root.mp4"),
        ("archive.tar.gz", null),
        ("report.pdf.exe", null),
        ("a:b|c?d*e<f>.mp4", "a_b_c_d_e_f_.mp4"),
        ("$HOME `id`.mp4", null),
        ("=cmd|' !A0.csv", "=cmd_' !A0.csv"),
        ("a\tb.mp4", "a_b.mp4"),
        ("line\r\nbreak: x.mp4", "line__break_ x.mp4"),
        ("nul\0.mp4", "nul_.mp4"),
        ("a\uFEFFb\u200Bc\u00ADd.mp4", "a_b_c_d.mp4"),
        ("shortcut.lnk", null),
        (new string('a', 300) + ".mp4", new string('a', 196) + ".mp4"),
        (new string('日', 300) + ".tar.gz", new string('日', 77) + ".tar.gz"),
        (string.Concat(Enumerable.Repeat("\U0001F3AC", 100)) + ".mp4", string.Concat(Enumerable.Repeat("\U0001F3AC", 59)) + ".mp4"),
    ];

    [Fact]
    public Task OnLocalS3() => DownloadAsync(new EmbeddedClientStore());

    [Fact]
    public Task OnCeph20() => DownloadAsync(CephClientStore.Ceph20());

    [Fact(Explicit = true)]
    public Task OnCeph18() => DownloadAsync(CephClientStore.Ceph18());

    [Fact(Explicit = true)]
    public Task OnCephOfThisMachine() => DownloadAsync(CephClientStore.Machine());

    private async Task DownloadAsync(IClientStore store)
    {
        Prerequisites.Require();
        await using var site = await DownloadSite.StartAsync(store);
        var key = new ObjectKey("downloads/object");
        await site.PutAsync(key, [1, 2, 3]);
        await using var context = await chromium.OpenAsync(site.Origin);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/");
        var wrong = new List<string>();
        foreach (var (name, saved) in Names)
        {
            var url = await site.Issuer.IssueDownloadUrlAsync(key, new() { FileName = name }, TestContext.Current.CancellationToken);
            var download = await page.RunAndWaitForDownloadAsync(() => page.EvaluateAsync("url => { location.href = url; }", url.RevealUrl()));
            Assert.Equal([1, 2, 3], await File.ReadAllBytesAsync(await download.PathAsync(), TestContext.Current.CancellationToken));
            if (download.SuggestedFilename != (saved ?? name))
            {
                wrong.Add($"{name} -> {download.SuggestedFilename}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }
}
