using System.Text.Json;

namespace PresignKit.SigV4.Tests.Suites;

/// <summary>Finds and reads the vectors.</summary>
internal static class VectorFiles
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNameCaseInsensitive = true };

    public static bool AreRequired =>
        Environment.GetEnvironmentVariable("PRESIGNKIT_TEST_REQUIRE")?.Contains("vectors", StringComparison.Ordinal) == true;

    public static T Read<T>(string name) =>
        JsonSerializer.Deserialize<T>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "vectors", name)), Options)!;

    public static T Convert<T>(JsonElement element) => element.Deserialize<T>(Options)!;

    /// <summary>Reads AWS's own suite, which is not part of this repository; see vectors/README.md. Null if it was not found.</summary>
    public static T? ReadOfficial<T>()
        where T : class
    {
        var path = OfficialCandidates().FirstOrDefault(File.Exists);
        return path is null ? null : JsonSerializer.Deserialize<T>(File.ReadAllText(path), Options);
    }

    private static IEnumerable<string> OfficialCandidates()
    {
        const string Name = "sigv4-official.json";
        if (Environment.GetEnvironmentVariable("PRESIGNKIT_SHARED") is { Length: > 0 } shared)
        {
            yield return Path.Combine(shared, Name);
            yield return Path.Combine(shared, "vectors", Name);
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            yield return Path.Combine(folder.FullName, "shared", "vectors", Name);
        }
    }
}
