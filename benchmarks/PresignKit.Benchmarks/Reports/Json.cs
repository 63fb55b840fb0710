using System.Text.Json;

namespace PresignKit.Benchmarks.Reports;

/// <summary>Reports for machines: arrays of rows, with names in camel case.</summary>
internal static class Json
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true, NewLine = "\n" };

    /// <returns>The exit code: whether it could be written.</returns>
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

    /// <returns>The report, or null where there is no such file.</returns>
    public static T? Read<T>(string path)
        where T : class => File.Exists(path) ? JsonSerializer.Deserialize<T>(File.ReadAllBytes(path), Options) : null;
}
