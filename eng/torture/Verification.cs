using System.Text.Json;
using Amazon.S3;
using Amazon.S3.Model;

namespace PresignKit.Torture;

/// <summary>Compares the store with the model, and the files on disk with the records that refer to them.</summary>
internal sealed class Verification(StoreProcess store, IAmazonS3 client, Model model, Report report)
{
    private readonly Requests _requests = new(client, report);

    public async Task RunAsync(string when)
    {
        var listed = (await _requests.ListAsync("", 137)).ToHashSet(StringComparer.Ordinal);
        foreach (var key in listed.Where(key => !model.IsKnown(key)))
        {
            report.Violation($"{when}: {key} was never written");
        }

        await Parallel.ForEachAsync(model.Keys, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (key, _) =>
        {
            var state = await _requests.StateAsync(key);
            model.Check(key, state, when);
            if (listed.Contains(key) != (state != Model.Absent))
            {
                report.Violation($"{when}: {key} is {(listed.Contains(key) ? "listed, but absent" : "present, but not listed")}");
            }

            // From now on the state is known, whichever it was.
            model.Acknowledge(key, state);
        });
        report.Count("verified objects", listed.Count);
        await FilesAsync(when);
    }

    private async Task FilesAsync(string when)
    {
        var referenced = new HashSet<string>(StringComparer.Ordinal);
        foreach (var record in Directory.EnumerateFiles(Path.Combine(store.Folder, "buckets"), "*.json", SearchOption.AllDirectories))
        {
            using var document = JsonDocument.Parse(await File.ReadAllBytesAsync(record));
            if (document.RootElement.TryGetProperty("Segments", out var segments))
            {
                referenced.UnionWith(segments.EnumerateArray().Select(segment => segment.GetProperty("File").GetString()!));
            }
        }

        var bodies = Files("bodies");
        var (temporary, lost) = (Files("temporary"), Files("lost"));
        report.Note($"{when}: {bodies.Count} bodies, {referenced.Count} referenced, {temporary.Count} temporary files, {lost.Count} lost files");
        Require(bodies.Except(referenced, StringComparer.Ordinal).ToList(), $"{when}: bodies that no record refers to");
        Require(referenced.Except(bodies, StringComparer.Ordinal).ToList(), $"{when}: bodies that are missing");
        Require(temporary, $"{when}: temporary files");
        Require(lost, $"{when}: lost files");
        var uploads = 0;
        string? keyMarker = null, idMarker = null;
        while (true)
        {
            var page = await client.ListMultipartUploadsAsync(
                new ListMultipartUploadsRequest { BucketName = StoreProcess.Bucket, KeyMarker = keyMarker, UploadIdMarker = idMarker });
            uploads += page.MultipartUploads?.Count ?? 0;
            if (page.IsTruncated != true)
            {
                break;
            }

            (keyMarker, idMarker) = (page.NextKeyMarker, page.NextUploadIdMarker);
        }

        var folders = Directory.EnumerateFiles(Path.Combine(store.Folder, "buckets"), "upload.json", SearchOption.AllDirectories).Count();
        if (uploads != folders)
        {
            report.Violation($"{when}: {uploads} uploads are listed, {folders} are on disk");
        }
    }

    private void Require(List<string> none, string what)
    {
        if (none.Count > 0)
        {
            report.Violation($"{what}: {none.Count}, such as {none[0]}");
        }
    }

    private List<string> Files(string name) =>
        [.. Directory.EnumerateFileSystemEntries(Path.Combine(store.Folder, name)).Select(path => Path.GetFileName(path))];
}
