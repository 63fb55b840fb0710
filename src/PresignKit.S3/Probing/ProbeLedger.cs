using System.Collections.Immutable;
using System.Security.Cryptography;

namespace PresignKit.S3.Probing;

/// <summary>Everything that a probe may have written: nothing is sent to a key that is not in here.</summary>
internal sealed class ProbeLedger
{
    private readonly string _id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
    private readonly List<string> _keys = [];
    private readonly HashSet<string> _folders = new(StringComparer.Ordinal);
    private readonly List<(string Key, string UploadId)> _uploads = [];

    /// <summary>What every key has in it: at its beginning, or after the prefix it was asked for with.</summary>
    public string Folder => $"presignkit-probe/{_id}/";

    public IReadOnlyCollection<string> Folders => _folders;

    public ImmutableArray<string> Keys => [.. _keys];

    public IReadOnlyList<(string Key, string UploadId)> Uploads => _uploads;

    /// <summary>A key that nobody has used.</summary>
    /// <param name="name">What it is for.</param>
    /// <param name="prefix">Where it has to be; usually nowhere.</param>
    public string NewKey(string name, string prefix = "")
    {
        var folder = $"{prefix}{Folder}";
        _folders.Add(folder);
        var key = $"{folder}{_keys.Count:000}-{name}";
        _keys.Add(key);
        return key;
    }

    public void AddUpload(string key, string uploadId) => _uploads.Add((key, uploadId));
}
