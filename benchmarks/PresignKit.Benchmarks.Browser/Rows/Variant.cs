namespace PresignKit.Benchmarks.Browser.Rows;

/// <summary>A client with its options: one of those that a row compares.</summary>
/// <param name="Label">Its name in the report.</param>
/// <param name="Client">The folder in Clients.</param>
internal sealed record Variant(string Label, string Client, params (string Name, object? Value)[] Options)
{
    public static Variant PresignKit { get; } = new("presignkit.js", "presignkit");

    public static Variant Uppy6 { get; } = new("@uppy/aws-s3 6.3.1", "uppy6");

    public static Variant Uppy5 { get; } = new("@uppy/aws-s3 5.1.0", "uppy5");

    public static Variant BetterUpload { get; } = new("better-upload 3.0.19", "better-upload");

    public static Variant LibStorage { get; } = new("lib-storage 3.1175.0", "lib-storage");
}
