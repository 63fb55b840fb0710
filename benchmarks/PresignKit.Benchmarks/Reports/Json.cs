using System.Text.Json;

namespace PresignKit.Benchmarks.Reports;

/// <summary>Machine-readable reports: arrays of rows, with camel-case names.</summary>
internal static class Json
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true, NewLine = "\n" };

    /// <returns>The exit code, which shows whether the report was written.</returns>
    public static int Write<T>(T report, string path)
    {
        try
        {
            File.WriteAllText(path, JsonSerializer.Serialize(report, Options) + "\n");
            return 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"'{path}' cannot be written: {exception.Message}");
            return 1;
        }
    }

    /// <returns>The report, or null if the file does not exist.</returns>
    public static T? Read<T>(string path)
        where T : class => File.Exists(path) ? JsonSerializer.Deserialize<T>(File.ReadAllBytes(path), Options) : null;
}
