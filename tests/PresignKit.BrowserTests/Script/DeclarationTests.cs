using System.Text.RegularExpressions;
using PresignKit.BrowserTests.Hosting;

namespace PresignKit.BrowserTests.Script;

/// <summary>The type declarations and docs of presignkit.js, against the modules themselves.</summary>
public sealed partial class DeclarationTests(Chromium chromium)
{
    private static string Declarations { get; } = File.ReadAllText(Path.Combine(ScriptPage.Folder, "presignkit.d.ts"));

    [Fact]
    public async Task Exports_OfTheModule_AreDeclared()
    {
        await using var page = await ScriptPage.OpenAsync(chromium);

        var exports = await page.EvaluateAsync("async () => Object.keys(await import('/presignkit.js')).sort()");

        Assert.Equal(
            DeclaredExport().Matches(Declarations).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal),
            exports.EnumerateArray().Select(name => name.GetString()!).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Upload", "new m.Upload(new File([], 'a'), { policy: 'a' })")]
    [InlineData("UploadQueue", "new m.UploadQueue({ policy: 'a' })")]
    [InlineData("UploadError", "new m.UploadError('a', 'b')")]
    public async Task Members_OfEachClass_AreThere(string name, string create)
    {
        await using var page = await ScriptPage.OpenAsync(chromium);
        var body = Declarations[Declarations.IndexOf($"export class {name} ", StringComparison.Ordinal)..];
        body = body[..body.IndexOf("\n}", StringComparison.Ordinal)];
        var members = DeclaredMember().Matches(body).Select(match => match.Groups[1].Value).Where(member => member != "constructor").ToArray();

        var missing = await page.EvaluateAsync(
            $$"""async members => { const m = await import('/presignkit.js'); const it = {{create}}; return members.filter(member => !(member in it)); }""",
            members);

        Assert.NotEmpty(members);
        Assert.Empty(missing.EnumerateArray().Select(member => member.GetString()));
    }

    [Fact]
    public async Task Codes_OfThisLibrary_AreDeclaredAndDocumented()
    {
        await using var page = await ScriptPage.OpenAsync(chromium);
        var guide = await File.ReadAllTextAsync(
            Path.Combine(ScriptPage.Folder, "../../../docs/browser.md"), TestContext.Current.CancellationToken);

        var codes = await page.EvaluateAsync("async () => Object.entries((await import('/presignkit.js')).Codes)");

        foreach (var pair in codes.EnumerateArray())
        {
            Assert.Contains($"readonly {pair[0].GetString()}: \"{pair[1].GetString()}\";", Declarations, StringComparison.Ordinal);
            Assert.Contains($"`{pair[1].GetString()}`", guide, StringComparison.Ordinal);
        }
    }

    [GeneratedRegex(@"^export (?:class|function|const) (\w+)", RegexOptions.Multiline)]
    private static partial Regex DeclaredExport();

    [GeneratedRegex(@"^  (?:readonly )?(\w+)[(:?]", RegexOptions.Multiline)]
    private static partial Regex DeclaredMember();
}
