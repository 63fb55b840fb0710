using System.Text;

namespace PresignKit.AspNetCore.Tokens;

/// <summary>The bytes inside a token: a version, then the fields in order. Not JSON, because tokens travel with every upload and should be short.</summary>
internal static class SlotTokenFormat
{
    private const byte Version = 5;

    public static byte[] Write(SlotToken token)
    {
        using var stream = new MemoryStream(256);
        using (var writer = new BinaryWriter(stream, Encoding.UTF8))
        {
            writer.Write(Version);
            writer.Write(token.Upload.StoreName);
            writer.Write(token.Upload.Policy);
            writer.Write(token.Upload.Key.Value);
            writer.Write(token.Upload.ContentType);
            Write(writer, token.Upload);
            Write(writer, token.Upload.Binding);
            Write(writer, token.Upload.UploadId);
            writer.Write7BitEncodedInt64(token.Upload.PartSize ?? 0);
            writer.Write7BitEncodedInt64(token.Upload.EndsAt?.ToUnixTimeSeconds() ?? 0);
            Write(writer, token.Upload.FrozenPrefix);
            Write(writer, token.Upload.Destination?.Value);
            Write(writer, token.Upload.Checksum?.ToString());
            Write(writer, token.Upload.Replaces);
            writer.Write(token.FileName);
            Write(writer, token.UserId);
            writer.Write7BitEncodedInt64(token.ExpiresAt.ToUnixTimeSeconds());
            writer.Write7BitEncodedInt(token.Context.Count);
            foreach (var (name, value) in token.Context)
            {
                writer.Write(name);
                writer.Write(value);
            }
        }

        return stream.ToArray();
    }

    /// <summary>Reads a token; returns null if the bytes are not a token of this version, but of an older or newer application.</summary>
    public static SlotToken? Read(byte[] bytes)
    {
        try
        {
            using var reader = new BinaryReader(new MemoryStream(bytes, writable: false), Encoding.UTF8);
            return reader.ReadByte() == Version ? Read(reader) : null;
        }
        catch (Exception e) when (e is EndOfStreamException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    private static SlotToken? Read(BinaryReader reader)
    {
        var (store, policy, key) = (reader.ReadString(), reader.ReadString(), new ObjectKey(reader.ReadString()));
        var contentType = reader.ReadString();
        var (size, allowedSizes) = ReadSizes(reader);
        var (binding, uploadId) = (ReadOptional(reader), ReadOptional(reader));
        var (partSize, endsAt) = (reader.Read7BitEncodedInt64(), reader.Read7BitEncodedInt64());
        var (frozenPrefix, destination) = (ReadOptional(reader), ReadOptional(reader));
        var (checksum, replaces) = (ReadOptional(reader), ReadOptional(reader));
        var (fileName, userId) = (reader.ReadString(), ReadOptional(reader));
        var expiresAt = DateTimeOffset.FromUnixTimeSeconds(reader.Read7BitEncodedInt64());
        var context = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
        {
            context.Add(reader.ReadString(), reader.ReadString());
        }

        return reader.BaseStream.Position != reader.BaseStream.Length ? null : new()
        {
            Upload = new()
            {
                StoreName = store,
                Policy = policy,
                Key = key,
                ContentType = contentType,
                Size = size,
                AllowedSizes = allowedSizes,
                Binding = binding,
                UploadId = uploadId,
                PartSize = partSize == 0 ? null : partSize,
                EndsAt = endsAt == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(endsAt),
                FrozenPrefix = frozenPrefix,
                Destination = destination is null ? null : new(destination),
                Checksum = checksum is null ? null : FileChecksum.Parse(checksum),
                Replaces = replaces,
            },
            FileName = fileName,
            UserId = userId,
            ExpiresAt = expiresAt,
            Context = context,
        };
    }

    /// <summary>The exact size, or the limits of one that nobody knows.</summary>
    private static void Write(BinaryWriter writer, DeclaredUpload upload)
    {
        writer.Write(upload.Size is not null);
        if (upload.Size is { } size)
        {
            writer.Write7BitEncodedInt64(size);
            return;
        }

        var allowed = upload.AllowedSizes ?? throw new InvalidOperationException($"The slot '{upload.Key}' has neither a size nor limits.");
        writer.Write7BitEncodedInt64(allowed.Minimum);
        writer.Write7BitEncodedInt64(allowed.Maximum);
    }

    private static (long? Size, SizeRange? AllowedSizes) ReadSizes(BinaryReader reader) => reader.ReadBoolean()
        ? (reader.Read7BitEncodedInt64(), null)
        : (null, new(reader.Read7BitEncodedInt64(), reader.Read7BitEncodedInt64()));

    private static void Write(BinaryWriter writer, string? text)
    {
        writer.Write(text is not null);
        if (text is not null)
        {
            writer.Write(text);
        }
    }

    private static string? ReadOptional(BinaryReader reader) => reader.ReadBoolean() ? reader.ReadString() : null;
}
