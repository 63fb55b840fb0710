using System.Globalization;
using Microsoft.AspNetCore.Http;
using PresignKit.AspNetCore.Endpoints;
using PresignKit.AspNetCore.Problems;

namespace PresignKit.AspNetCore.Uppy;

/// <summary>What Uppy says about a file: its name, its type, and the metadata that the page allows.</summary>
internal sealed record UppyFile
{
    private const string MetadataStart = "metadata[";

    private UppyFile(string? fileName, string? contentType, IReadOnlyDictionary<string, string> metadata)
    {
        FileName = Meaningful(fileName) ?? metadata.GetValueOrDefault("name", "");
        ContentType = Meaningful(contentType) ?? Meaningful(metadata.GetValueOrDefault("type"));
        Size = Meaningful(metadata.GetValueOrDefault("size")) is { } size
            ? Bytes(size) ?? throw new EndpointException(
                ErrorCodes.SizeInvalid, "The field 'size' of the metadata is not a size: it must be the number of bytes, in digits only.")
            : null;
        ChunkSize = Meaningful(metadata.GetValueOrDefault("chunkSize")) is { } chunkSize
            ? Bytes(chunkSize) ?? throw new EndpointException(
                ErrorCodes.PartSizeInvalid,
                "The field 'chunkSize' of the metadata is not a size: it must be the number of bytes that getChunkSize returns, in digits only.")
            : null;
        Context = SlotContext.Check(
            metadata.Where(pair => pair.Key is not ("name" or "type" or "size" or "chunkSize")).ToDictionary(StringComparer.Ordinal), "metadata");
    }

    public string FileName { get; }

    public string? ContentType { get; }

    /// <summary>The size; null: it is missing, which only a form allows, and only if its policy does.</summary>
    public long? Size { get; }

    /// <summary>The size of a part, if the page sets <c>getChunkSize</c>; null: Uppy decides.</summary>
    public long? ChunkSize { get; }

    /// <summary>All other metadata, for the application.</summary>
    public IReadOnlyDictionary<string, string> Context { get; }

    /// <summary>
    /// The size of each part but the last. That of Uppy itself: <c>max(5 MiB, ceil(size / 10000))</c>.
    /// </summary>
    public long PartSize => ChunkSize ?? Math.Max(PartPlan.MinimumPartSize, ((RequireSize() - 1) / PartPlan.MaximumCount) + 1);

    /// <summary>The failure of a file whose size is missing, although it is needed.</summary>
    public static EndpointException SizeMissing() => new(
        ErrorCodes.SizeMissing,
        "The size of the file is missing from its metadata. Add it in the page: "
        + "uppy.on(\"file-added\", f => uppy.setFileMeta(f.id, { size: f.size })), and list \"size\" in allowedMetaFields if that is set.");

    /// <summary>Reads the query of GET s3/params.</summary>
    public static UppyFile Of(IQueryCollection query)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, values) in query)
        {
            if (!name.StartsWith("metadata", StringComparison.Ordinal))
            {
                continue;
            }

            if (!name.StartsWith(MetadataStart, StringComparison.Ordinal)
                || name[^1] != ']'
                || name.AsSpan()[MetadataStart.Length..^1] is not { Length: > 0 } field
                || field.ContainsAny('[', ']')
                || values is not [{ } value])
            {
                throw Invalid("The metadata must be parameters such as metadata[name]=value, each once and without arrays or objects.");
            }

            // Every file of Uppy has this field, and it is usually null, which Uppy 6 makes a text.
            if (field is not "relativePath" || Meaningful(value) is not null)
            {
                metadata.Add(field.ToString(), value);
            }
        }

        return new(Single(query, "filename"), Single(query, "type"), metadata);
    }

    /// <summary>Reads the body of POST s3/multipart.</summary>
    public static UppyFile Of(CreateMultipartRequest request) => new(request.FileName, request.Type, ClientMetadata.Read(request.Metadata));

    /// <summary>The size, which parts cannot do without.</summary>
    /// <exception cref="EndpointException">It is missing.</exception>
    public long RequireSize() => Size ?? throw SizeMissing();

    private static string? Single(IQueryCollection query, string name) => query[name] switch
    {
        [] => null,
        [var value] => value,
        _ => throw Invalid($"The query parameter '{name}' occurs more than once. Send it once."),
    };

    private static long? Bytes(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? bytes : null;

    // What a script makes of a missing value when it builds a query.
    private static string? Meaningful(string? text) => text is null or "" or "undefined" or "null" ? null : text;

    private static EndpointException Invalid(string detail) => new(EndpointErrorCodes.RequestInvalid, detail);
}
