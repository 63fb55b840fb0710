using System.Text;
using PresignKit.Content;

namespace PresignKit.Issuing;

/// <summary>
/// Checks the folder that one signature may cover. It is checked for every store, so that what a CDN would refuse is found with any store.
/// </summary>
internal static class SharedFolder
{
    /// <summary>Refuses what is no folder, and keys that are not in it.</summary>
    /// <exception cref="ArgumentException">It is no folder, or a key is not in it.</exception>
    public static void Check(DownloadRequest request, IReadOnlyList<ObjectKey> keys)
    {
        if (request.SharedFolder is not { } folder)
        {
            return;
        }

        CheckForm(folder, nameof(request));
        if (keys is ObjectKeyList list)
        {
            var prefix = Encoding.UTF8.GetBytes(folder);
            for (var i = 0; i < list.Count; i++)
            {
                CheckKey(list.Get(i).StartsWith(prefix), folder, nameof(request));
            }

            return;
        }

        foreach (var key in keys)
        {
            CheckKey(Contains(folder, key), folder, nameof(request));
        }
    }

    /// <inheritdoc cref="Check(DownloadRequest, IReadOnlyList{ObjectKey})"/>
    public static void Check(DownloadRequest request, IReadOnlyList<DownloadItem> items)
    {
        if (request.SharedFolder is not { } folder)
        {
            return;
        }

        CheckForm(folder, nameof(request));
        foreach (var item in items)
        {
            ArgumentNullException.ThrowIfNull(item.Key, nameof(items));
            CheckKey(Contains(folder, item.Key), folder, nameof(request));
        }
    }

    /// <inheritdoc cref="Check(DownloadRequest, IReadOnlyList{ObjectKey})"/>
    public static void Check(DownloadRequest request, ObjectKey key)
    {
        if (request.SharedFolder is { } folder)
        {
            CheckForm(folder, nameof(request));
            CheckKey(Contains(folder, key), folder, nameof(request));
        }
    }

    private static bool Contains(string folder, ObjectKey key) => key.Value.StartsWith(folder, StringComparison.Ordinal);

    private static void CheckForm(string folder, string parameter)
    {
        if (folder is not [.., '/'] || !ObjectKey.TryCreate(folder, out _))
        {
            throw new ArgumentException(
                $"The SharedFolder of the request is '{MessageText.Printable(folder)}'; it must be a folder of the bucket that ends in '/', such as "
                + "'media/42/'.",
                parameter);
        }
    }

    private static void CheckKey(bool isInFolder, string folder, string parameter)
    {
        if (!isInFolder)
        {
            throw new ArgumentException(
                $"An object is not in the SharedFolder '{MessageText.Printable(folder)}' of the request. Choose a folder that contains all of them.",
                parameter);
        }
    }
}
