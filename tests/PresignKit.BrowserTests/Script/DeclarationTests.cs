using System.Text.RegularExpressions;
using PresignKit.BrowserTests.Hosting;

namespace PresignKit.BrowserTests.Script;

/// <summary>The type declarations and docs of presignkit.js and keep-playing.js, against the modules themselves.</summary>
public sealed partial class DeclarationTests(Chromium chromium)
{
    [Theory]
    [InlineData("presignkit")]
    [InlineData("keep-playing")]
    public async Task Exports_OfTheModule_AreDeclared(string module)
    {
        await using var page = await ScriptPage.OpenAsync(chromium);

        var exports = await page.EvaluateAsync("async module => Object.keys(await import(`/${module}.js`)).sort()", module);

        Assert.Equal(
            DeclaredExport().Matches(Declarations(module)).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal),
            exports.EnumerateArray().Select(name => name.GetString()!).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("presignkit", "Upload", "new m.Upload(new File([], 'a'), { policy: 'a' })")]
    [InlineData("presignkit", "UploadQueue", "new m.UploadQueue({ policy: 'a' })")]
    [InlineData("presignkit", "UploadError", "new m.UploadError('a', 'b')")]
    [InlineData("keep-playing", "KeptPlayback", "m.keepPlaying(document.createElement('video'), { source: '/nothing' })")]
    [InlineData("keep-playing", "PlaybackError", "new m.PlaybackError('a', 'b')")]
    public async Task Members_OfEachClass_AreThere(string module, string name, string create)
    {
        await using var page = await ScriptPage.OpenAsync(chromium);
        var declarations = Declarations(module);
        var body = declarations[declarations.IndexOf($"export class {name} ", StringComparison.Ordinal)..];
        body = body[..body.IndexOf("\n}", StringComparison.Ordinal)];
        var members = DeclaredMember().Matches(body).Select(match => match.Groups[1].Value).Where(member => member != "constructor").ToArray();

        var missing = await page.EvaluateAsync(
            $$"""async members => { const m = await import('/{{module}}.js'); const it = {{create}}; return members.filter(member => !(member in it)); }""",
            members);

        Assert.NotEmpty(members);
        Assert.Empty(missing.EnumerateArray().Select(member => member.GetString()));
    }

    [Theory]
    [InlineData("presignkit", "Codes", "browser")]
    [InlineData("keep-playing", "PlaybackCodes", "streaming")]
    public async Task Codes_OfThisLibrary_AreDeclaredAndDocumented(string module, string codesName, string guideName)
    {
        await using var page = await ScriptPage.OpenAsync(chromium);
        var guide = await File.ReadAllTextAsync(
            Path.Combine(ScriptPage.Folder, $"../../../docs/{guideName}.md"), TestContext.Current.CancellationToken);

        var codes = await page.EvaluateAsync("async ([module, name]) => Object.entries((await import(`/${module}.js`))[name])", new[] { module, codesName });

        foreach (var pair in codes.EnumerateArray())
        {
            Assert.Contains($"readonly {pair[0].GetString()}: \"{pair[1].GetString()}\";", Declarations(module), StringComparison.Ordinal);
            Assert.Contains($"`{pair[1].GetString()}`", guide, StringComparison.Ordinal);
        }
    }

    private static string Declarations(string module) => File.ReadAllText(Path.Combine(ScriptPage.Folder, $"{module}.d.ts"));

    [GeneratedRegex(@"^export (?:class|function|const) (\w+)", RegexOptions.Multiline)]
    private static partial Regex DeclaredExport();

    [GeneratedRegex(@"^  (?:readonly )?(\w+)[(:?]", RegexOptions.Multiline)]
    private static partial Regex DeclaredMember();
}
