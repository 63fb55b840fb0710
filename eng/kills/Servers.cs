using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PresignKit.AspNetCore;
using PresignKit.LocalS3;
using PresignKit.S3;

namespace PresignKit.Kills;

/// <summary>The store and the application, each as a process of its own.</summary>
internal static class Servers
{
    public const string Bucket = "kills";
    public const string AccessKey = "AKIAKILLS";
    public const string Secret = "local-secret-of-the-kills";
    public const string Policy = "files";
    public const int PartSize = 5 * 1024 * 1024;

    public static async Task<int> StoreAsync(int port, string folder)
    {
        await using var server = await LocalS3Server.StartAsync(
            new() { Directory = folder, Port = port, AccessKeyId = AccessKey, SecretAccessKey = Secret, Buckets = [Bucket] });
        return await ReadyAsync();
    }

    public static async Task<int> ApplicationAsync(int port, string store, string folder)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IPresignKitApplication>(new FileCatalog(Path.Combine(folder, "catalog")));
        builder.Services.AddDataProtection().SetApplicationName("kills").PersistKeysToFileSystem(Directory.CreateDirectory(Path.Combine(folder, "keys")));
        builder.Services.AddPresignKit(options => options.StartupCheck = StartupCheckMode.Off)
            .AddS3("store", options =>
            {
                (options.Endpoint, options.Region, options.Bucket) = (store, "us-east-1", Bucket);
                (options.AccessKeyId, options.SecretAccessKey, options.Profile) = (AccessKey, Secret, S3Profiles.Local);
            })
            .AddUploadPolicy(Policy, policy =>
            {
                policy.AllowedContentTypes.Add("application/octet-stream");
                (policy.ContentCheck, policy.MaximumSize, policy.PartSize) = (ContentCheckMode.Off, 1_000_000_000, PartSize);
            })
            .AddEndpoints<FileCatalog>(options => options.UnlimitedSlots = true);
        await using var app = builder.Build();
        app.MapPresignKit("/files").AllowAnonymous();
        await app.StartAsync();
        return await ReadyAsync();
    }

    private static async Task<int> ReadyAsync()
    {
        Console.WriteLine("ready");
        await Console.In.ReadToEndAsync(); // Ends with the process that started this one.
        return 0;
    }

    /// <summary>A catalog that two processes share: one file for each slot, which only the first of them creates.</summary>
    internal sealed class FileCatalog(string folder) : IPresignKitApplication
    {
        public ValueTask<UploadDecision> AuthorizeUploadAsync(UploadTicket ticket, CancellationToken cancellationToken) => new(UploadDecision.Allow());

        public ValueTask<UploadVerdict?> FindAcceptedAsync(UploadTicket ticket, CancellationToken cancellationToken) => new(Find(ticket));

        public ValueTask<UploadVerdict> AcceptAsync(UploadTicket ticket, VerifiedObject verified, CancellationToken cancellationToken)
        {
            Directory.CreateDirectory(folder);
            var draft = Path.Combine(folder, $"{Guid.NewGuid():N}.draft");
            File.WriteAllText(draft, verified.Key.Value);
            try
            {
                File.Move(draft, PathOf(ticket), overwrite: false);
            }
            catch (IOException)
            {
                File.Delete(draft);
            }

            return new(Find(ticket)!);
        }

        public ValueTask WithdrawAsync(UploadTicket ticket, UploadVerdict verdict, CancellationToken cancellationToken)
        {
            File.Delete(PathOf(ticket));
            return default;
        }

        private UploadVerdict? Find(UploadTicket ticket) =>
            File.Exists(PathOf(ticket)) ? UploadVerdict.Accepted(Path.GetFileName(PathOf(ticket)), new(File.ReadAllText(PathOf(ticket)))) : null;

        private string PathOf(UploadTicket ticket) => Path.Combine(folder, ticket.SlotKey.Value.Replace('/', '_') + ".row");
    }
}
