using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace PresignKit.LocalS3.Storage;

/// <summary>A record written and flushed under a temporary name. <see cref="Commit"/> makes it effective by one rename.</summary>
internal sealed class PendingRecord : IDisposable
{
    private readonly string _temporary;
    private bool _committed;

    private PendingRecord(string temporary) => _temporary = temporary;

    public static PendingRecord Write<T>(StoreLayout layout, T value, JsonTypeInfo<T> type)
    {
        var record = new PendingRecord(Path.Combine(layout.Temporary, BodyFiles.NewName()));
        try
        {
            using var stream = new FileStream(record._temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None);
            JsonSerializer.Serialize(stream, value, type);
            stream.Flush(flushToDisk: true);
            return record;
        }
        catch
        {
            record.Dispose();
            throw;
        }
    }

    /// <summary>The instant from which the record counts. It survives a power failure once <see cref="DirectorySync.Flush"/> has flushed its folder.</summary>
    public void Commit(string path)
    {
        File.Move(_temporary, path, overwrite: true);
        _committed = true;
    }

    /// <summary>Removes the temporary file if it was not committed.</summary>
    public void Dispose()
    {
        if (!_committed)
        {
            File.Delete(_temporary);
        }
    }
}
