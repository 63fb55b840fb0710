using PresignKit.Providers;

namespace PresignKit.Recipes.Tests.BackendObjects;

// <recipe:thumbnails>
/// <summary>Small pictures that the backend makes; users only read them.</summary>
internal sealed class Thumbnails(IObjectStore store)
{
    private const string Folder = "thumbnails/";

    /// <summary>Stores a thumbnail, or replaces it.</summary>
    public Task SaveAsync(string id, Stream image, CancellationToken cancellationToken) => store.PutAsync(
        Key(id), image, "image/png", new StoredAttributes { CacheControl = "private, max-age=86400" }, cancellationToken: cancellationToken);

    /// <summary>Reads a thumbnail; null if there is none.</summary>
    public async Task<byte[]?> ReadAsync(string id, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(Key(id), cancellationToken) is not { } version)
        {
            return null;
        }

        // With the version, the bytes are those of the properties, even if somebody replaces the object now.
        await using var content = await store.OpenReadAsync(Key(id), version, cancellationToken);
        var bytes = new byte[version.Size];
        await content.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }

    /// <summary>Deletes all thumbnails that have not been replaced for a while.</summary>
    public async Task<int> DeleteBeforeAsync(DateTimeOffset time, CancellationToken cancellationToken)
    {
        var deleted = 0;
        await foreach (var thumbnail in store.ListAsync(Folder, cancellationToken))
        {
            if (thumbnail.LastModified < time)
            {
                await store.DeleteAsync(new ObjectKey(thumbnail.Key), cancellationToken);
                deleted++;
            }
        }

        return deleted;
    }

    private static ObjectKey Key(string id) => new($"{Folder}{id}.png");
}

// </recipe:thumbnails>
