namespace PresignKit.Sample.Media.Library;

/// <summary>
/// The rules for uploads and downloads. <c>PresignKit:UploadPolicies</c> and <c>PresignKit:DownloadPolicies</c> in appsettings.json
/// override them.
/// </summary>
internal static class MediaPolicies
{
    public const string Video = "video";
    public const string Transcript = "transcript";
    public const string Stream = "stream";
    public const string ShortStream = "short-stream";
    public const string Segments = "segments";
    public const string ShortSegments = "short-segments";
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

            // Larger files are sent in parts of this size, several at once. An interrupted upload can go on for a day, after a reload, too.
            policy.PartSize = 5 * 1024 * 1024;
            policy.MaximumUploadDuration = TimeSpan.FromDays(1);
        });
        kit.AddUploadPolicy(Transcript, policy =>
        {
            policy.AllowedContentTypes.Add("text/vtt");
            policy.AllowedContentTypes.Add("text/plain");
            policy.MaximumSize = 2 * 1024 * 1024;
            policy.Key = "transcripts/{user}/{date:yyyy/MM}/{id}{ext}";
        });

        // Shorter than a film and its pauses: the page gets new URLs while it plays.
        kit.AddDownloadPolicy(Stream, policy =>
        {
            policy.Lifetime = TimeSpan.FromMinutes(30);
            policy.Disposition = DispositionType.Inline;
        });

        // To see that playback does not care.
        kit.AddDownloadPolicy(ShortStream, policy =>
        {
            policy.Lifetime = TimeSpan.FromSeconds(20);
            policy.StableWindow = TimeSpan.Zero;
            policy.Disposition = DispositionType.Inline;
        });
        // Segments have the headers that they were stored with: shorter URLs, and what a CDN can deliver.
        kit.AddDownloadPolicy(Segments, policy => (policy.Lifetime, policy.UseStoredHeaders) = (TimeSpan.FromMinutes(30), true));
        kit.AddDownloadPolicy(ShortSegments, policy =>
            (policy.Lifetime, policy.StableWindow, policy.UseStoredHeaders) = (TimeSpan.FromSeconds(20), TimeSpan.Zero, true));
        kit.AddDownloadPolicy(Save, policy => policy.Lifetime = TimeSpan.FromHours(6));

        // The same URL for an hour, so that the browser can cache the pictures of the library.
        kit.AddDownloadPolicy(Preview, policy =>
        {
            policy.Lifetime = TimeSpan.FromHours(1);
            policy.StableWindow = TimeSpan.FromHours(1);
        });
    }
}
