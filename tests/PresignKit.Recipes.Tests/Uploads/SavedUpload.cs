using PresignKit.Client;

namespace PresignKit.Recipes.Tests.Uploads;

/// <summary>An upload whose state is in a file.</summary>
internal static class SavedUpload
{
    public static UploadOptions Options(string saved)
    {
        // <recipe:save>
        var options = new UploadOptions
        {
            Policy = "videos",
            SaveState = async (state, ct) =>
            {
                await File.WriteAllTextAsync(saved + ".new", state.ToJson(), ct);
                File.Move(saved + ".new", saved, overwrite: true);                      // never half a file
            },
        };

        // </recipe:save>
        return options;
    }

    public static async Task<UploadResult> ResumeAsync(UploadClient client, string saved, string file)
    {
        // <recipe:resume>
        var state = UploadState.FromJson(await File.ReadAllTextAsync(saved));
        UploadResult done = await client.ResumeAsync(UploadSource.FromFile(file), state);

        // </recipe:resume>
        return done;
    }
}
