using System.Text.Json;
using PresignKit.Testing.Npm;

namespace PresignKit.Tests.Manifests;

/// <summary>The npm package <c>mpd-parser</c>, with which video.js reads MPDs: an independent judge of which segments there are.</summary>
internal static class MpdParser
{
    private const string Package = "mpd-parser@1.4.0";

    private const string Script = """
        const { stringToMpdXml, inheritAttributes, toPlaylists } = require('mpd-parser');
        const lines = require('fs').readFileSync(0, 'utf8').split('\n').filter(line => line);
        for (const line of lines) {
          const { uri, text } = JSON.parse(line);
          try {
            const { representationInfo } = inheritAttributes(stringToMpdXml(text), { manifestUri: uri });
            console.log(JSON.stringify(toPlaylists(representationInfo).map(({ attributes, segments, sidx }) => ({
              base: attributes.baseUrl,
              index: sidx ? sidx.resolvedUri + ' ' + JSON.stringify(sidx.byterange) : null,
              segments: (segments || []).map(s => ({
                uri: s.resolvedUri,
                map: s.map && (s.map.uri || s.map.byterange) ? s.map.resolvedUri : '',
                range: JSON.stringify([s.byterange, s.map && s.map.byterange]),
                time: (Math.round(s.presentationTime * 1e6) / 1e6) + ' ' + (Math.round(s.duration * 1e6) / 1e6),
              })),
            }))));
          } catch (e) {
            console.log(JSON.stringify([{ base: 'error: ' + e.message, segments: [] }]));
          }
        }
        """;

    private static readonly NpmFolder Installed = new(
        $"presignkit-npm-{Package.Replace('@', '-')}", $"The npm package {Package}", folder => NpmFolder.InstallAsync(folder, Package));

    /// <summary>The MPDs that the package is tested with.</summary>
    public static IReadOnlyList<string> TestManifests =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Installed.Location, "node_modules", "mpd-parser", "test", "manifests"), "*.mpd")
            .Order(StringComparer.Ordinal),
    ];

    /// <inheritdoc cref="NpmFolder.RequireAsync"/>
    public static Task RequireAsync() => Installed.RequireAsync();

    /// <summary>The representations of MPDs, in one run.</summary>
    public static async Task<IReadOnlyList<IReadOnlyList<MpdRepresentation>>> ReadAsync(string address, IEnumerable<string> manifests)
    {
        var input = string.Concat(manifests.Select(text => JsonSerializer.Serialize(new { uri = address, text }) + "\n"));
        var output = await NpmFolder.RunAsync(Installed.Location, input, "node", "-e", Script);
        return
        [
            .. output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonSerializer.Deserialize<List<MpdRepresentation>>(line, JsonSerializerOptions.Web)!),
        ];
    }
}
