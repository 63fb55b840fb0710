using System.Text.Encodings.Web;
using System.Text.Json;
using PresignKit.Benchmarks.Browser.Rows;

namespace PresignKit.Benchmarks.Browser.Reports;

/// <summary>The JSON report: the machine, and the rows that were measured on it.</summary>
internal sealed record Report(string Machine, IReadOnlyList<RowResult> Rows)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        // It is read by people, not by browsers.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Report Read(string path) =>
        JsonSerializer.Deserialize<Report>(File.ReadAllText(path), Options) ?? throw new InvalidDataException($"'{path}' is empty.");

    /// <summary>Writes these rows; rows of an earlier run that were not repeated stay.</summary>
    public void Write(string path)
    {
        var earlier = File.Exists(path) ? Read(path).Rows.Where(row => Rows.All(repeated => repeated.Name != row.Name)) : [];
        var order = AllRows.List.Select(row => row.Name).ToList();
        // The name of a store may follow.
        var rows = Rows.Concat(earlier).OrderBy(row => order.FindIndex(name => row.Name.StartsWith(name, StringComparison.Ordinal)));
        File.WriteAllText(path, JsonSerializer.Serialize(this with { Rows = [.. rows] }, Options) + "\n");
    }
}
