using PresignKit.Sample.Media.Catalog;

namespace PresignKit.Sample.Media.Streams;

/// <summary>Sends a folder of files to the store.</summary>
internal sealed class StreamFiles(IObjectStore store)
{
    public async Task SendAsync(string folder, string prefix, CancellationToken cancellationToken)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/');
            await using var content = File.OpenRead(path);
            await store.PutAsync(new ObjectKey(prefix + name), content, StreamFolder.TypeOf(path), cancellationToken: cancellationToken);
        }
    }
}
