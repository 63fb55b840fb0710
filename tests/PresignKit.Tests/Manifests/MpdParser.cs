using System.Diagnostics;
using System.Text.Json;
using PresignKit.Testing;
using PresignKit.Tests.Manifests;

[assembly: AssemblyFixture(typeof(MpdParser))]

namespace PresignKit.Tests.Manifests;

/// <summary>
/// The npm package <c>mpd-parser</c>, with which video.js reads MPDs: an independent judge of which segments there are. Installed into a temporary folder,
/// which later runs use again.
/// </summary>
public sealed class MpdParser
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

    private readonly Lazy<Task<string?>> _missing;

    /// <summary>Installs nothing yet.</summary>
    public MpdParser() => _missing = new(PrepareAsync);

    /// <summary>The MPDs that the package is tested with.</summary>
    internal static IReadOnlyList<string> TestManifests =>
        [.. Directory.EnumerateFiles(Path.Combine(Folder, "node_modules", "mpd-parser", "test", "manifests"), "*.mpd").Order(StringComparer.Ordinal)];

    private static string Folder { get; } = Path.Combine(Path.GetTempPath(), "presignkit-npm-" + Package.Replace('@', '-'));

    /// <summary>Skips the test if the package cannot be installed, or fails it if <c>PRESIGNKIT_TEST_REQUIRE</c> lists <c>npm</c>.</summary>
    internal async Task RequireAsync() => TestRequirement.Check("npm", await _missing.Value);

    /// <summary>The representations of MPDs, in one run.</summary>
    internal static async Task<IReadOnlyList<IReadOnlyList<MpdRepresentation>>> ReadAsync(string address, IEnumerable<string> manifests)
    {
        var input = string.Concat(manifests.Select(text => JsonSerializer.Serialize(new { uri = address, text }) + "\n"));
        var output = await RunAsync(Folder, "node", input, "-e", Script);
        return
        [
            .. output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonSerializer.Deserialize<List<MpdRepresentation>>(line, JsonSerializerOptions.Web)!),
        ];
    }

    /// <returns>Why it is missing; null if it is there.</returns>
    private static async Task<string?> PrepareAsync()
    {
        if (Directory.Exists(Folder))
        {
            return null;
        }

        // In a folder of its own, which gets its final name when it is complete: other runs may do the same at this moment, or be killed.
        var work = Directory.CreateTempSubdirectory("presignkit-npm-work-").FullName;
        try
        {
            await RunAsync(work, "npm", "", "install", "--prefix", work, "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", Package);
            Directory.Move(work, Folder);
            return null;
        }
        catch (IOException) when (Directory.Exists(Folder))
        {
            // Another run was faster.
            return null;
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return $"The npm package {Package} cannot be installed; install Node.js and npm. {e.Message}";
        }
        finally
        {
            if (Directory.Exists(work))
            {
                Directory.Delete(work, recursive: true);
            }
        }
    }

    private static async Task<string> RunAsync(string folder, string program, string input, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException($"'{program} {arguments[0]}' ended with {process.ExitCode}: {await output}{await errors}");
    }
}
