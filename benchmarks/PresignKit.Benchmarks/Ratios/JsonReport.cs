using System.Text.Json;

namespace PresignKit.Benchmarks.Ratios;

/// <summary>The table for machines: <c>[{name, ns, bytes, xAwsSdk, xMinio}]</c>, a ratio null where the peer has no such operation.</summary>
internal static class JsonReport
{
    public static void Write(RatioTable table, string path)
    {
        using var file = File.Create(path);
        using var json = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true });
        json.WriteStartArray();
        foreach (var measurement in table.Measurements)
        {
            json.WriteStartObject();
            json.WriteString("name", measurement.Row.Name);
            json.WriteNumber("ns", Math.Round(measurement.Median, 1));
            json.WriteNumber("bytes", (long)Math.Round(measurement.Bytes));
            WriteRatio(json, "xAwsSdk", table.TimesFasterThan(measurement, "awssdk"));
            WriteRatio(json, "xMinio", table.TimesFasterThan(measurement, "minio"));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteRatio(Utf8JsonWriter json, string name, double? ratio)
    {
        if (ratio is { } value)
            json.WriteNumber(name, Math.Round(value, 3));
        else
            json.WriteNull(name);
    }
}
