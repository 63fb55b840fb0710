namespace PresignKit.Sample.Media.Media;

/// <summary>
/// The rules for uploads and downloads. <c>PresignKit:UploadPolicies</c> and <c>PresignKit:DownloadPolicies</c> in appsettings.json
/// have the last word.
/// </summary>
internal static class MediaPolicies
{
    public const string Video = "video";
    public const string Transcript = "transcript";
    public const string Stream = "stream";
    public const string Save = "save";
    public const string Preview = "preview";

    public static void Add(PresignKitBuilder kit)
    {
        kit.AddUploadPolicy(Video, policy =>
        {
            policy.AllowedContentTypes.Add("video/mp4");
            policy.AllowedContentTypes.Add("video/webm");
            policy.AllowedContentTypes.Add("video/quicktime");
            policy.MaximumSize = 2L * 1024 * 1024 * 1024;
            policy.Key = "videos/{user}/{date:yyyy/MM}/{id}{ext}";
            policy.Lifetime = TimeSpan.FromHours(1);
        });
        kit.AddUploadPolicy(Transcript, policy =>
        {
            policy.AllowedContentTypes.Add("text/vtt");
            policy.AllowedContentTypes.Add("text/plain");
            policy.MaximumSize = 2 * 1024 * 1024;
            policy.Key = "transcripts/{user}/{date:yyyy/MM}/{id}{ext}";
        });

        // A player sends every Range request to the one URL it has: longer than a film with its pauses.
        kit.AddDownloadPolicy(Stream, policy =>
        {
            policy.Lifetime = TimeSpan.FromHours(6);
            policy.Disposition = DispositionType.Inline;
        });
        kit.AddDownloadPolicy(Save, policy => policy.Lifetime = TimeSpan.FromHours(6));

        // The same URL for an hour: a library that is opened again shows its pictures from the browser's cache.
        kit.AddDownloadPolicy(Preview, policy =>
        {
            policy.Lifetime = TimeSpan.FromHours(1);
            policy.StableWindow = TimeSpan.FromHours(1);
        });
    }
}
